"""Which result a report takes for the one before: as it stood on the day of submission."""

from datetime import timedelta

import pytest

from assessment.models import Snapshot
from assessment.services import correct, submit
from enterprises.models import Enterprise, User
from plans.services.merging import merge
from reports.document.issuing import document_of
from reports.document.typesetting import typeset
from reports.domain.previous import previous_result
from reports.models import Report, Variant
from reports.selectors.results import find_previous, list_history
from tests.assessment.factories import DECLARATION, make_assessment, make_snapshot
from tests.domain.edits import edited, setting
from tests.people import AT, make_enterprise
from tests.reports.factories import make_report
from tests.standards.fixtures import make_published, standard_2024


@pytest.mark.parametrize(
    ("submitted", "one", "expected"),
    [
        ([(1, None)], 1, None),
        ([(1, None), (2, None), (3, None)], 3, 2),
        ([(1, None), (2, 1), (3, None)], 3, 2),  # corrected by then
        ([(1, None), (2, None), (3, 1)], 2, 1),  # corrected since then
        ([(1, None), (2, 1)], 2, None),  # what it corrects is no result before
        ([(1, None), (2, None), (3, 2), (4, 3)], 4, 1),  # corrected twice
        ([(1, None), (2, None), (3, 1), (4, None)], 4, 2),  # a correction takes the place of what it corrects
        ([(1, None), (2, None), (3, 1), (4, 2)], 4, 3),
    ],
)
def test_a_result_stands_where_it_stood(
    submitted: list[tuple[int, int | None]], one: int, expected: int | None
) -> None:
    assert previous_result(submitted, one) == expected


def test_a_result_of_others_is_refused() -> None:
    with pytest.raises(ValueError, match="no such result"):
        previous_result([(1, None)], 2)


pytestmark = pytest.mark.usefixtures("shared_2024", "sectors")


def corrected(snapshot: Snapshot, by: User, number: int) -> Snapshot:
    at = AT + timedelta(days=number)
    draft = correct(snapshot=snapshot, reason="填错了", by=by, at=at)
    return submit(assessment=draft, declaration=DECLARATION, by=by, at=at)


@pytest.mark.django_db
def test_a_report_is_the_same_after_a_correction_and_after_a_merge(alice: User, firm: Enterprise) -> None:
    first = make_snapshot(enterprise=firm, scenes={"S01": 1})
    second = make_snapshot(enterprise=firm, at=AT + timedelta(days=20))
    report = make_report(second, alice, done=False)
    assert report.previous == first
    said = typeset(document_of(report))
    assert "与上次相比" in repr(document_of(report))
    corrected(first, alice, 30)
    assert find_previous(second) == first
    twin = make_enterprise(owner=alice, name="示例机械（重复登记）")
    between = make_snapshot(enterprise=twin, scenes={"S01": 4}, at=AT + timedelta(days=10))
    merge(gone=twin, into=firm, by=alice, at=AT + timedelta(days=40))
    second.refresh_from_db()
    assert find_previous(second) == between  # a report asked for from now on says so
    assert typeset(document_of(Report.objects.get(pk=report.pk))) == said


@pytest.mark.django_db
def test_the_history_goes_by_the_same_result(alice: User, firm: Enterprise) -> None:
    first = make_snapshot(enterprise=firm)
    second = make_snapshot(enterprise=firm, at=AT + timedelta(days=20))
    newer = corrected(second, alice, 30)
    assert list_history(newer)[1] == find_previous(newer) == first
    assert find_previous(corrected(first, alice, 40)) is None


@pytest.mark.django_db
def test_another_standard_and_another_firm_do_not_count_but_another_revision_does(
    alice: User, firm: Enterprise
) -> None:
    make_snapshot()
    first = make_snapshot(enterprise=firm)
    other = make_published(standard=edited(standard_2024(), setting("M01", title={"zh": "换一种问法"})))
    draft = make_assessment(enterprise=firm)
    draft.revision = other
    draft.save()
    second = submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT + timedelta(days=1))
    assert find_previous(second) == first
    local = make_published(standard=edited(standard_2024(), lambda data: data.update(code="anhui-local")))
    draft = make_assessment(enterprise=firm)
    draft.revision = local
    draft.save()
    third = submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT + timedelta(days=2))
    assert find_previous(third) is None


@pytest.mark.django_db
def test_a_comparison_says_nothing_of_the_one_before(alice: User, firm: Enterprise) -> None:
    first = make_snapshot(enterprise=firm)
    make_snapshot(enterprise=firm, at=AT + timedelta(days=1))
    third = make_snapshot(enterprise=firm, at=AT + timedelta(days=2))
    report = make_report(third, alice, done=False, variant=Variant.COMPARISON, before=first)
    assert (report.before, report.previous) == (first, None)
    assert "与上次相比" not in repr(document_of(report))
