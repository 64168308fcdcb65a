"""The library in the tables: loading it, reading it back, and how many queries that takes."""

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from roadmap import models, selectors
from roadmap.domain.model import Library
from roadmap.exchange import RoadmapFileError, read_library
from roadmap.management.commands import load_roadmaps
from roadmap.services import compare, load_library
from tests.roadmap.sectors import make_answers, text
from tests.standards import standard_2024

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LIBRARY = read_library()


def load(library: Library = LIBRARY) -> None:
    load_library(library=library, at=AT)


def with_name(code: str, name: str) -> Library:
    """Return the library with one sector renamed."""
    sectors = (replace(s, name=text(name)) if s.code == code else s for s in LIBRARY.sectors)
    return Library(sectors=tuple(sectors), cases=LIBRARY.cases)


def test_what_is_read_back_is_what_the_files_say() -> None:
    load()
    assert selectors.library() == LIBRARY


def test_loading_again_writes_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load()
    with django_assert_num_queries(5):  # savepoint, digests of sectors and of cases, version, release
        changes = load_library(library=LIBRARY, at=AT)
    assert not changes.any
    assert len(changes.unchanged) == 23
    assert models.LibraryVersion.objects.count() == 1


def test_a_changed_sector_is_replaced_and_seen_at_once() -> None:
    load()
    untouched = models.Stage.objects.get(sector__code="food", code="start").pk
    assert selectors.sector_roadmap("auto").name.zh == "汽车"
    changes = load_library(library=with_name("auto", "车"), at=AT)
    assert (changes.new, changes.changed, changes.removed) == ([], ["auto"], [])
    assert selectors.sector_roadmap("auto").name.zh == "车"
    assert models.Stage.objects.get(sector__code="food", code="start").pk == untouched


def test_what_the_files_no_longer_hold_is_removed() -> None:
    load()
    kept = tuple(sector for sector in LIBRARY.sectors if sector.code not in ("food", "pharma"))
    smaller = Library(sectors=kept, cases=tuple(case for case in LIBRARY.cases if case.code != "C13"))
    assert load_library(library=smaller, at=AT).removed == ["C13", "food", "pharma"]
    assert selectors.library() == smaller


def test_comparing_writes_nothing() -> None:
    assert len(compare(LIBRARY).new) == 23
    assert models.Sector.objects.count() == 0


def test_reading_takes_one_query_once_compiled(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    load()
    selectors._compiled.cache_clear()
    with django_assert_num_queries(9):
        selectors.sectors()
    with django_assert_num_queries(1):
        selectors.sector_roadmap("textile")
    standard = standard_2024()
    with django_assert_num_queries(1):
        selectors.firm_roadmap(
            sector="textile", size="small", standard=standard, answers=make_answers(standard)
        )


def test_unknown_sectors_are_named() -> None:
    load()
    with pytest.raises(selectors.UnknownSector, match="there is no roadmap 'toys'"):
        selectors.sector_roadmap("toys")


def test_a_division_offers_its_sectors_default_first() -> None:
    load()
    codes = [choice.code for choice in selectors.sector_choices("34")]
    assert (codes[0], codes[-1]) == ("machinery", "general")


def test_a_firm_without_a_sector_roadmap_gets_the_general_one() -> None:
    load()
    standard = standard_2024()
    shown = selectors.firm_roadmap(
        sector="toys", size="small", standard=standard, answers=make_answers(standard)
    )
    assert shown is not None
    assert shown.sector.code == "general"


def test_without_a_library_there_is_nothing_to_show() -> None:
    standard = standard_2024()
    assert selectors.sectors() == ()
    assert (
        selectors.firm_roadmap(sector="auto", size="small", standard=standard, answers=make_answers(standard))
        is None
    )


def test_the_command_says_what_is_new_and_then_unchanged() -> None:
    first, second = StringIO(), StringIO()
    call_command("load_roadmaps", stdout=first)
    call_command("load_roadmaps", stdout=second)
    assert "new      auto\n" in first.getvalue()
    assert first.getvalue().endswith("23 new, 0 changed, 0 removed, 0 unchanged\n")
    assert second.getvalue() == "roadmaps and cases: 0 new, 0 changed, 0 removed, 23 unchanged\n"


def test_a_dry_run_writes_nothing() -> None:
    out = StringIO()
    call_command("load_roadmaps", "--dry-run", stdout=out)
    assert out.getvalue().endswith("23 new, 0 changed, 0 removed, 0 unchanged\ndry run: nothing written\n")
    assert models.Sector.objects.count() == 0


def test_the_command_ends_with_the_reason_of_a_bad_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Library:
        raise RoadmapFileError("sectors/auto.yaml", "weights.S07", "must be a whole number from 1 to 5")

    monkeypatch.setattr(load_roadmaps, "read_library", refuse)
    with pytest.raises(
        CommandError, match=r"sectors/auto.yaml: weights.S07: must be a whole number from 1 to 5"
    ):
        call_command("load_roadmaps")
