"""The demonstration standards: the exporter's own files, marked as such, never there by themselves."""

from io import StringIO

import pytest
from django.core.management import call_command

from standards.domain import exchange
from standards.domain.standard import Origin, RuleKind
from standards.models import Revision
from standards.selectors.committed import demonstration_files, real_files
from standards.selectors.revisions import offered_revisions
from tests.standards.fixtures import demo_domains, demo_points

EVERY = {standard.code: standard for standard in (demo_points(), demo_domains())}


@pytest.mark.parametrize("code", EVERY)
def test_a_file_is_the_exporters_own_output_in_both_languages(code: str) -> None:
    standard = EVERY[code]
    file = next(file for file in demonstration_files() if file.stem == code)
    assert exchange.dump(standard).encode() == file.read_bytes()
    assert all(text.en for text in exchange.texts(standard).values())


@pytest.mark.parametrize("code", EVERY)
def test_it_says_that_it_is_a_demonstration(code: str) -> None:
    standard = EVERY[code]
    assert standard.origin is Origin.DEMONSTRATION
    assert standard.name.zh.startswith("演示")
    assert standard.name.en.startswith("Demonstration")
    assert "结果没有实际意义" in standard.rule.source.zh
    assert standard.document.number == ""


def test_they_have_the_shapes_that_the_2024_edition_has_not() -> None:
    points, domains = demo_points(), demo_domains()
    assert (points.rule.kind, points.scenes, points.rule.top) == (RuleKind.POINTS, (), 4)
    assert {question.kind.value for question in points.questions} == {"single", "multi", "ratio", "change"}
    assert (domains.rule.kind, domains.questions, domains.rule.top) == (RuleKind.WEIGHTED_SCENES, (), 5)
    assert len(domains.scenes) == 20


def loaded() -> set[str]:
    return {revision.standard.code for revision in offered_revisions(demonstrations=True)}


@pytest.mark.django_db
def test_what_every_installation_loads_holds_no_demonstration() -> None:
    call_command("load_standard", stdout=StringIO())
    assert loaded() == {file.stem for file in real_files()} == {"miit-sme-2024"}


@pytest.mark.django_db
def test_the_demonstration_brings_them_in() -> None:
    call_command("load_standard", stdout=StringIO())
    call_command("load_roadmaps", stdout=StringIO())
    call_command("load_demo", stdout=StringIO())
    assert loaded() == {"miit-sme-2024", *EVERY}


@pytest.mark.django_db
def test_any_file_is_loaded_by_its_name() -> None:
    call_command("load_standard", str(demonstration_files()[0]), stdout=StringIO())
    assert Revision.objects.published().get().standard.code == "demo-domains"
