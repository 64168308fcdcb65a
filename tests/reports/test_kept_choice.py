"""The plan that a report shows is found when it is asked for, and kept with it."""

from datetime import timedelta

import pytest

from assessment.models import Snapshot
from enterprises.models import Enterprise, User
from reports.document.blocks import Heading
from reports.document.issuing import document_of
from reports.models import Language, Report, Variant
from reports.services.reports import request_report
from reports.wording.minute import NO_SIZE
from roadmap.domain.planning import recommend, search
from roadmap.models import Measure
from roadmap.services import retire_entry
from tests.assessment.factories import make_snapshot
from tests.people import AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024", "shared_library")]
PLAN = "改进方案"


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    return make_snapshot(enterprise=firm)


def ask(snapshot: Snapshot, by: User, variant: Variant = Variant.STANDARD) -> Report:
    report = request_report(
        snapshot=snapshot, variant=variant, language=Language.CHINESE, sector="machinery", by=by, at=AT
    )
    return Report.objects.get(pk=report.pk)


def test_whoever_sets_a_report_looks_for_no_plan(
    snapshot: Snapshot, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [ask(snapshot, alice), ask(snapshot, alice, Variant.SHORT)]
    asked = [document_of(report) for report in reports]
    assert Heading(PLAN, level=1) in asked[0].blocks
    recommend.cache_clear()
    monkeypatch.delattr(search, "minimise")
    assert [document_of(report) for report in reports] == asked


def test_what_is_published_after_a_report_was_asked_for_changes_nothing_in_it(
    snapshot: Snapshot, alice: User
) -> None:
    report = ask(snapshot, alice)
    asked = document_of(report)
    chosen = report.chosen or {}
    for code in chosen["measures"]:
        measure = Measure.objects.get(code=code)
        retire_entry(entry=measure, by=alice, at=AT + timedelta(days=1))
    assert document_of(Report.objects.get(pk=report.pk)) == asked
    report.library = report.chosen = None
    assert document_of(report) != asked


def test_a_report_of_before_has_its_plan_found_when_it_is_made(snapshot: Snapshot, alice: User) -> None:
    report = ask(snapshot, alice)
    asked = document_of(report)
    Report.objects.update(library=None, chosen=None)
    assert document_of(Report.objects.get()) == asked


def test_a_report_without_a_plan_says_the_same_why(firm: Enterprise, alice: User) -> None:
    Enterprise.objects.filter(pk=firm.pk).update(employees=None)  # of unknown size: nothing is estimated
    report = ask(make_snapshot(enterprise=Enterprise.objects.get(pk=firm.pk)), alice)
    asked = document_of(report)
    assert str(NO_SIZE) in str(asked.blocks)
    Report.objects.update(library=None, chosen=None)
    assert document_of(Report.objects.get()) == asked
