"""Which support measures fit a firm, which may, and which do not, and why."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enterprises.domain.facts import NO, YES, Fact, Facts, Topic
from enterprises.domain.size import SizeClass
from enterprises.domain.standing import Ownership, Tag
from roadmap.domain.matching import Applicant, Check, Fit, Obstacle, facts_of, match, matches
from tests.roadmap.sectors import make_support, text

TODAY = date(2026, 3, 31)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
ANYONE = make_support(deadline=TODAY)


def firm(**changes: Any) -> Applicant:
    """A small maker of car parts in 桐城, at level 1, on its way to level 2."""
    given: dict[str, Any] = {
        "region": "340881",
        "sector": "auto",
        "size": SizeClass.SMALL,
        "level": 1,
        "target": 2,
        "day": TODAY,
    }
    return Applicant(**given | changes)


# --- tables --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "conditions",
    [
        {},
        {"region": "340881"},
        {"region": "340800"},
        {"region": "340000"},
        {"sizes": (SizeClass.MICRO, SizeClass.SMALL)},
        {"sectors": ("textile", "auto")},
        {"level_before_low": 1, "level_before_high": 1},
        {"level_before_low": 0},
        {"level_after_low": 2},
        {"deadline": TODAY},
        {"valid_from": TODAY, "valid_until": TODAY},
    ],
    ids=str,
)
def test_what_the_firm_meets_fits(conditions: dict[str, Any]) -> None:
    found = match(replace(ANYONE, **conditions), firm())
    assert (found.fit, found.obstacles, found.checks) == (Fit.FITS, (), ())


@pytest.mark.parametrize(
    ("conditions", "obstacle"),
    [
        ({"valid_from": TOMORROW}, Obstacle.NOT_VALID),
        ({"valid_until": YESTERDAY}, Obstacle.NOT_VALID),
        ({"deadline": YESTERDAY}, Obstacle.DEADLINE),
        ({"quota_used_up": True}, Obstacle.QUOTA),
        ({"region": "330100"}, Obstacle.REGION),
        ({"region": "340100"}, Obstacle.REGION),
        ({"region": "340882"}, Obstacle.REGION),
        ({"sizes": (SizeClass.LARGE, SizeClass.MEDIUM)}, Obstacle.SIZE),
        ({"sectors": ("textile",)}, Obstacle.SECTOR),
        ({"level_before_low": 2}, Obstacle.LEVEL_BEFORE),
        ({"level_before_high": 0}, Obstacle.LEVEL_BEFORE),
        ({"level_after_low": 3}, Obstacle.LEVEL_AFTER),
    ],
    ids=str,
)
def test_what_the_firm_does_not_meet_is_named(conditions: dict[str, Any], obstacle: Obstacle) -> None:
    found = match(replace(ANYONE, **conditions), firm())
    assert (found.fit, found.obstacles) == (Fit.DOES_NOT_FIT, (obstacle,))


@pytest.mark.parametrize(
    ("conditions", "check"),
    [
        ({"sub_sectors": (text("汽配"),)}, Check.SUB_SECTOR),
        ({"programmes": (text("试点城市企业"),)}, Check.PROGRAMME),
        ({"park": text("高新区")}, Check.PARK),
        ({"ownerships": (Ownership.PRIVATE,)}, Check.OWNERSHIP),
        ({"tags": (Tag.INNOVATIVE, Tag.SPECIALISED)}, Check.TAG),
        ({"contract_from": TODAY}, Check.CONTRACT),
        ({"contract_until": YESTERDAY}, Check.CONTRACT),
        ({"payment_until": TODAY}, Check.PAYMENT),
        ({"excludes_other_funding": True}, Check.OTHER_FUNDING),
    ],
    ids=str,
)
def test_what_nobody_but_the_firm_knows_is_left_to_it(conditions: dict[str, Any], check: Check) -> None:
    found = match(replace(ANYONE, **conditions), firm())
    assert (found.fit, found.checks) == (Fit.MAY_FIT, (check,))


LIST, PARK = Fact(Topic.PROGRAMME, "甲名单、乙名单"), Fact(Topic.PARK, "高新区")
INNOVATIVE, SPECIALISED = (Fact(Topic.TAG, tag) for tag in (Tag.INNOVATIVE, Tag.SPECIALISED))
LISTED: dict[str, Any] = {"programmes": (text("甲名单"), text("乙名单"))}
TAGGED: dict[str, Any] = {"tags": (Tag.INNOVATIVE, Tag.SPECIALISED)}
OWNED: dict[str, Any] = {"ownerships": (Ownership.PRIVATE, Ownership.FOREIGN)}


@pytest.mark.parametrize(
    ("conditions", "said", "found"),
    [
        (LISTED, {LIST: YES}, ()),
        (LISTED, {LIST: NO}, (Obstacle.PROGRAMME,)),
        ({"park": text("高新区")}, {PARK: YES}, ()),
        ({"park": text("高新区")}, {PARK: NO}, (Obstacle.PARK,)),
        ({"sub_sectors": (text("汽配"),)}, {Fact(Topic.SUB_SECTOR, "汽配"): NO}, (Obstacle.SUB_SECTOR,)),
        (OWNED, {Fact(Topic.OWNERSHIP): "foreign"}, ()),
        (OWNED, {Fact(Topic.OWNERSHIP): "state"}, (Obstacle.OWNERSHIP,)),
        (TAGGED, {SPECIALISED: YES}, ()),
        (TAGGED, {INNOVATIVE: NO, SPECIALISED: NO}, (Obstacle.TAG,)),
        (TAGGED, {INNOVATIVE: NO}, (Check.TAG,)),
        (LISTED, {Fact(Topic.PROGRAMME, "甲名单"): YES}, (Check.PROGRAMME,)),  # of another notice
    ],
    ids=str,
)
def test_what_the_firm_has_said_decides(
    conditions: dict[str, Any], said: dict[Fact, str], found: tuple[Obstacle | Check, ...]
) -> None:
    one = match(replace(ANYONE, **conditions), firm(facts=Facts(said)))
    assert (*one.obstacles, *one.checks) == found


def test_the_facts_of_a_measure_are_those_that_it_goes_by() -> None:
    measure = replace(ANYONE, park=text("高新区"), **LISTED, **TAGGED, **OWNED)
    assert set(facts_of(measure)) == {Fact(Topic.OWNERSHIP), INNOVATIVE, SPECIALISED, PARK, LIST}


def test_a_deadline_that_nobody_knows_is_to_be_asked_for_but_is_no_condition() -> None:
    found = match(make_support(), firm())
    assert (found.fit, found.checks) == (Fit.FITS, (Check.DEADLINE,))


def test_a_firm_known_by_its_city_may_be_in_one_of_its_counties() -> None:
    found = match(replace(ANYONE, region="340881"), firm(region="340800"))
    assert (found.fit, found.checks) == (Fit.MAY_FIT, (Check.REGION,))


def test_a_firm_of_unknown_size_may_be_of_the_right_one() -> None:
    found = match(replace(ANYONE, sizes=(SizeClass.MICRO,)), firm(size=SizeClass.UNKNOWN))
    assert (found.fit, found.checks) == (Fit.MAY_FIT, (Check.SIZE,))


def test_without_a_plan_the_level_to_be_reached_is_a_thing_to_mind() -> None:
    found = match(replace(ANYONE, level_after_low=2), firm(target=None))
    assert (found.fit, found.checks) == (Fit.MAY_FIT, (Check.LEVEL_AFTER,))


def test_a_level_that_the_firm_has_already_asks_for_no_plan() -> None:
    assert match(replace(ANYONE, level_after_low=2), firm(level=2, target=None)).fit is Fit.FITS


def test_whoever_meets_one_condition_of_several_does_not_fit() -> None:
    found = match(replace(ANYONE, region="340000", sectors=("textile",), quota_used_up=True), firm())
    assert (found.fit, set(found.obstacles)) == (Fit.DOES_NOT_FIT, {Obstacle.SECTOR, Obstacle.QUOTA})


def test_what_fits_stands_before_what_may_and_the_local_before_the_national() -> None:
    found = matches(
        [
            make_support("A-elsewhere", region="330000"),
            make_support("B-national"),
            make_support("C-to-check", region="340881", programmes=(text("名单"),)),
            make_support("D-provincial", region="340000"),
            make_support("E-local", region="340881"),
        ],
        firm(),
    )
    ordered = ["E-local", "D-provincial", "B-national", "C-to-check", "A-elsewhere"]
    assert [one.measure.code for one in found] == ordered


# --- properties ----------------------------------------------------------------------------------

SIZES = [SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL, SizeClass.MICRO]
SECTORS = ["auto", "textile", "general"]
REGIONS = ["340000", "340800", "340881", "340882", "330100", "110105"]
LEVELS = st.none() | st.integers(0, 4)
DAYS = st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3))
FIRMS = st.builds(
    firm,
    region=st.sampled_from(REGIONS),
    sector=st.sampled_from(SECTORS),
    size=st.sampled_from(list(SizeClass)),
    level=st.integers(0, 4),
    target=LEVELS,
    day=DAYS,
)
CONDITIONS: dict[str, st.SearchStrategy[Any]] = {
    "region": st.sampled_from(REGIONS),
    "sizes": st.lists(st.sampled_from(SIZES), min_size=1, unique=True).map(tuple),
    "sectors": st.lists(st.sampled_from(SECTORS), min_size=1, unique=True).map(tuple),
    "sub_sectors": st.just((text("汽配"),)),
    "programmes": st.just((text("名单"),)),
    "level_before_low": st.integers(0, 4),
    "level_before_high": st.integers(0, 4),
    "level_after_low": st.integers(0, 4),
    "contract_from": DAYS,
    "contract_until": DAYS,
    "payment_from": DAYS,
    "payment_until": DAYS,
    "deadline": DAYS,
    "excludes_other_funding": st.just(True),
    "quota_used_up": st.just(True),
    "valid_from": DAYS,
    "valid_until": DAYS,
}
SOME = st.fixed_dictionaries({}, optional=CONDITIONS)
BETTER = list(Fit)


@given(applicant=FIRMS)
def test_a_measure_without_conditions_fits_every_firm(applicant: Applicant) -> None:
    assert match(make_support(), applicant).fit is Fit.FITS


@given(applicant=FIRMS, conditions=SOME, name=st.sampled_from(list(CONDITIONS)))
def test_a_condition_less_never_fits_fewer(
    applicant: Applicant, conditions: dict[str, Any], name: str
) -> None:
    narrow = match(make_support(**conditions), applicant).fit
    wide = match(make_support(**{key: conditions[key] for key in conditions if key != name}), applicant).fit
    assert BETTER.index(wide) <= BETTER.index(narrow)


@given(applicant=FIRMS, conditions=SOME, data=st.data())
def test_narrowing_a_condition_never_fits_more(
    applicant: Applicant, conditions: dict[str, Any], data: st.DataObject
) -> None:
    measure = make_support(**conditions)
    narrowed = replace(
        measure,
        region=measure.region
        and data.draw(st.sampled_from([r for r in REGIONS if within(r, measure.region)])),
        sizes=measure.sizes[:1],
        sectors=measure.sectors[:1],
        level_before_low=raised(measure.level_before_low),
        level_after_low=raised(measure.level_after_low),
        deadline=measure.deadline and measure.deadline - timedelta(days=1),
        valid_until=measure.valid_until and measure.valid_until - timedelta(days=1),
    )
    assert BETTER.index(match(measure, applicant).fit) <= BETTER.index(match(narrowed, applicant).fit)


def within(region: str, outer: str) -> bool:
    return region.startswith(outer.removesuffix("00").removesuffix("00"))


def raised(level: int | None) -> int | None:
    return None if level is None else level + 1
