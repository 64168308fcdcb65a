"""How long a section takes: the median of what firms took once enough did, else our estimate."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessment.domain import pace
from assessment.domain.pace import LEAST, PAUSE, TimeLeft, time_left, usual_pace
from assessment.models import Answer, Assessment
from assessment.selectors.pace import read_paces, section_paces
from assessment.services import submit
from assessment.views import filling
from enterprises.models import User
from standards.selectors.revisions import compiled
from tests.assessment.factories import DECLARATION, make_assessment
from tests.assessment.test_sections import tasks
from tests.pages import signed_in
from tests.people import AT, make_enterprise
from tests.standards.fixtures import standard_2024


@pytest.mark.parametrize(
    ("seconds", "each"),
    [
        ([], None),
        ([0], None),
        ([0, 0, 0.5], None),  # sent together
        ([0, 30, 90], 45),
        ([90, 0, 30], 45),  # in any order
        ([0, 30, 30, 30], 30),
        ([0, 60, 60 + PAUSE.total_seconds()], (60 + PAUSE.total_seconds()) / 2),
        ([0, 60, 61 + PAUSE.total_seconds()], 60),  # a pause
    ],
)
def test_the_time_of_an_item(seconds: list[float], each: float | None) -> None:
    found = pace.pace(AT + timedelta(seconds=one) for one in seconds)
    assert found == (None if each is None else timedelta(seconds=each))


def test_too_few_are_no_median_and_minutes_are_rounded_up() -> None:
    paces = [timedelta(seconds=one) for one in range(LEAST)]
    assert usual_pace(paces[1:]) is None
    assert usual_pace(paces) == timedelta(seconds=LEAST // 2)


def test_the_time_left_is_that_of_the_open_items_rounded_once() -> None:
    standard = standard_2024()

    def estimated(*codes: str) -> int:
        return time_left(standard, codes, {}).minutes

    assert estimated("F05") == 1
    assert estimated("F02") == 3
    assert estimated("F03") == 2  # one figure: the other is entered at F02
    assert estimated("R01") == 1  # figures only check it
    assert estimated("F05", "F06", "F07") == 2
    assert estimated("S01", "S02", "S03", "S04") == 4
    assert time_left(standard, (), {}) == TimeLeft(minutes=0, is_measured=True)
    assert estimated(*standard.item_codes) == 39
    slow = {"F1": timedelta(seconds=100)}
    assert time_left(standard, ("F01", "F02"), slow) == TimeLeft(minutes=4, is_measured=True)
    assert time_left(standard, ("F01", "F05"), slow) == TimeLeft(minutes=3, is_measured=False)


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_2024")
def test_the_task_list_says_whose_time_it_is(monkeypatch: pytest.MonkeyPatch, alice: User) -> None:
    monkeypatch.setattr(pace, "LEAST", 2)
    draft = make_assessment(answered="none", by=alice, enterprise=make_enterprise(owner=alice))
    assert "分钟（参考估算）。" in tasks(signed_in(alice), draft)
    for is_demo, seconds in ((False, 120), (False, 240), (True, 1)):
        firm = make_enterprise()
        firm.is_demo = is_demo
        firm.save()
        taken = make_assessment(enterprise=firm)
        keep_times(taken, seconds)
        submit(assessment=taken, declaration=DECLARATION, by=taken.started_by, at=AT)
    read_paces.cache_clear()
    section = compiled(draft.revision_id).sections[0]
    shown = tasks(signed_in(alice), draft)
    assert f"0/{len(section.items)} · 约剩 {4 * len(section.items)} 分钟<" in shown
    assert "分钟（参考估算）。" in shown  # as of some sections still is
    measured = {section.code: timedelta(minutes=4) for section in compiled(draft.revision_id).sections}
    monkeypatch.setattr(filling, "section_paces", lambda *_day: measured)
    assert "约剩 124 分钟（按其他企业用时的中位数）。" in tasks(signed_in(alice), draft)
    assert set(section_paces(draft.revision_id, timezone.now()).values()) == {timedelta(minutes=4)}
    assert section_paces(draft.revision_id, AT) == {}  # not those of today
    read_paces.cache_clear()


def keep_times(assessment: Assessment, seconds: int) -> None:
    """Leave so many seconds between any answer and the next, in the order of the standard."""
    for place, code in enumerate(compiled(assessment.revision_id).item_codes):
        at = AT + timedelta(seconds=place * seconds)
        Answer.objects.filter(assessment=assessment, code=code).update(changed_at=at)
