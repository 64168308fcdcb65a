"""What changed much since a firm's last result is asked about, kept with the next, and never in the way."""

import re
from decimal import Decimal
from typing import Any

import pytest

from assessment.domain.jumps import Given, jumps
from assessment.models import Assessment
from assessment.selectors.answers import read_snapshot
from assessment.services import submit
from enterprises.models import Enterprise, User
from standards.domain.answer_file import read_answers
from tests.assessment.factories import DECLARATION, make_assessment, make_snapshot
from tests.assessment.test_sections import url
from tests.domain.revisions import revision
from tests.pages import signed_in
from tests.people import AT
from tests.standards.fixtures import standard_2024

STANDARD = standard_2024()


def given(scenes: dict[str, Any], figures: dict[str, str] | None = None) -> Given:
    numbers = {code: Decimal(value) for code, value in (figures or {}).items()}
    return Given(answers=read_answers(STANDARD, {}, scenes), figures=numbers)


def found(before: Given, now: Given) -> dict[str, tuple[str, ...]]:
    return {jump.kept.code: jump.kept.items for jump in jumps(STANDARD, before, now)}


@pytest.mark.parametrize(
    ("before", "now", "items"),
    [
        ({"S01": 0}, {"S01": 2}, ("S01",)),
        ({"S02": 1, "S01": 2}, {"S02": 3, "S01": 4}, ("S01", "S02")),
        ({"S01": 0}, {"S01": 1}, ()),
        ({"S01": 4}, {"S01": 0}, ()),  # what has fallen is nobody's exaggeration
        ({}, {"S01": 4}, ()),
        ({"S01": "na"}, {"S01": 3}, ()),
        ({"S01": 0}, {"S01": "na"}, ()),
        ({"S01": 0}, {}, ()),
    ],
)
def test_scenes_that_rise_by_two_levels(
    before: dict[str, Any], now: dict[str, Any], items: tuple[str, ...]
) -> None:
    assert found(given(before), given(now)) == ({"scenes_jumped": items} if items else {})


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [
        ("100", "500", True),
        ("100", "499.9", False),
        ("500", "100", True),
        ("4", "20", True),
        ("3", "19", False),  # few machines: one more is many times as many
        ("0", "500", False),
        ("500", "0", False),
        ("0", "0", False),
    ],
)
def test_figures_five_times_as_large_or_as_small(before: str, now: str, asked: bool) -> None:
    then, since = given({}, {"revenue_last": before}), given({}, {"revenue_last": now})
    assert found(then, since) == ({"figures_jumped": ("R03",)} if asked else {})


def test_figures_of_one_item_are_one_item_and_new_ones_none() -> None:
    then = given({}, {"revenue_prev": "100", "revenue_last": "100"})
    since = given({}, {"revenue_prev": "900", "revenue_last": "900", "equip_total": "900"})
    (jump,) = jumps(STANDARD, then, since)
    assert jump.kept.items == ("R03",)
    assert [(change.code, change.before, change.now) for change in jump.changes] == [
        ("revenue_last", 100, 900),
        ("revenue_prev", 100, 900),
    ]


def test_what_the_standard_no_longer_asks_for_is_not_compared() -> None:
    then, since = given({"S16": 0, "S15": 0}), given({"S16": 4, "S15": 4})
    (jump,) = jumps(revision("no scene"), then, since)
    assert jump.kept.items == ("S15",)


# --- On the check page and in the result ------------------------------------------------------

HIGHER = {"S01": 4}
LARGER = {"M04": {"invest_total_3y": 1200, "revenue_total_3y": 16000}}


def check(user: User, draft: Assessment) -> str:
    return signed_in(user).get(url("check", draft)).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_2024")
def test_it_is_said_on_the_check_page_with_both_values_and_kept(firm: Enterprise, alice: User) -> None:
    first = make_assessment(enterprise=firm, by=alice)
    assert "与上次提交的结果相比" not in check(alice, first)
    submit(assessment=first, declaration=DECLARATION, by=alice, at=AT)
    second = make_assessment(enterprise=firm, by=alice, questions=LARGER, scenes=HIGHER)
    page = check(alice, second)
    assert "这些场景升了两级以上：" in page
    assert re.search(r'section/O1/\?back=check#item-S01">[^<]*二级 → 四级</a>', page)
    assert re.search(r'section/M2/\?back=check#item-M04">[^<]*120 万元 → 1,200 万元</a>', page)
    snapshot = submit(assessment=second, declaration=DECLARATION, by=alice, at=AT)
    kept = {one.code: one.items for one in read_snapshot(snapshot).contradictions}
    assert kept == {"scenes_jumped": ("S01",), "figures_jumped": ("M04",)}
    assert "与上次提交的结果相比" in check(alice, second)  # as it was when it was submitted
    assert "与上次提交的结果相比" not in check(alice, first)


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_2024")
def test_another_firms_result_is_no_last_time(firm: Enterprise, alice: User) -> None:
    make_snapshot()  # another firm's
    draft = make_assessment(enterprise=firm, by=alice, scenes=HIGHER)
    assert "与上次提交的结果相比" not in check(alice, draft)
