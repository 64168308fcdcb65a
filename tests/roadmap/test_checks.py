"""What is wrong with a library: every problem is named with entry, field and reason."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from editing.domain.texts import Text
from enterprises.domain.size import SizeClass
from enterprises.domain.standing import Ownership
from roadmap.domain.entries import Entry, Estimate, Evidence, Size
from roadmap.domain.fitting import problems
from roadmap.domain.measure import OptionStep, SceneStep
from roadmap.domain.sector import NearCase, PriorityScene, SectorDivision, Target
from roadmap.domain.support import Tier
from tests.library import committed_library
from tests.roadmap.sectors import (
    make_case,
    make_library,
    make_measure,
    make_sector,
    make_solution,
    make_stage,
    make_support,
    text,
)
from tests.standards.fixtures import standard_2024

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
# A sector of its own, served by measures of its own.
SECTOR = make_sector()
START = make_measure("m1", "start", "S01")
INTEGRATE = make_measure("m2", "integrate", "S06")


def found(*entries: Entry) -> list[str]:
    return [
        str(problem)
        for problem in problems(make_library(SECTOR, START, INTEGRATE, *entries), standard_2024())
    ]


def sector(**changes: Any) -> Entry:
    return replace(SECTOR, **changes)


def estimate(**changes: Any) -> Estimate:
    given: dict[str, Any] = {
        "cost_low": Decimal(1),
        "cost_high": Decimal(8),
        "months_low": 1,
        "months_high": 4,
    }
    return Estimate(size=Size.MICRO, **given | changes)


def target(**changes: Any) -> Target:
    given: dict[str, Any] = {
        "published": "2025",
        "seen": "经济日报",
        "evidence": Evidence.V,
        "other_ruler": False,
    }
    return Target(text=text(), source=text(), **given | changes)


def test_a_small_library_is_sound() -> None:
    assert found() == []
    assert found(make_case(), make_solution(), make_support()) == []


def test_the_committed_library_is_sound() -> None:
    assert problems(committed_library(), standard_2024()) == ()


# id: the entry, the problem
WRONG: dict[str, tuple[Entry, str]] = {
    "empty text": (
        sector(name=Text(zh="")),
        "sectors[example].name.zh: is not well-formed (a text is empty or has spaces around it)",
    ),
    "code with spaces": (
        make_case("C 1"),
        "cases[C 1].code: is not well-formed ('C 1' is no code (letters, digits, _ and -, at most 40))",
    ),
    "long code of a sector": (
        make_sector(code="a" * 31, stages=()),
        f"sectors[{'a' * 31}].code: the code of a sector has at most 30 characters",
    ),
    "days the wrong way round": (
        make_case(valid_from=LAST, valid_until=FIRST),
        "cases[C01].valid_until: the first day is later than the last",
    ),
    "unknown scene in a stage": (
        sector(stages=(make_stage("start", 2, "S01", "S77"), SECTOR.stages[1])),
        "sectors[example].stages[start].scenes: the standard has no such scene (S77)",
    ),
    "scene twice in a stage": (
        sector(stages=(make_stage("start", 2, "S01", "S01"), SECTOR.stages[1])),
        "sectors[example].stages[start].scenes: occurs twice (S01)",
    ),
    "stage twice": (
        sector(stages=(*SECTOR.stages, make_stage("start", 4, "S01"))),
        "sectors[example].stages: occurs twice (start)",
    ),
    "no stage for scenes in none": (
        sector(stages=SECTOR.stages[:1]),
        "sectors[example].stages: there is no stage for scenes that stand in none (integrate)",
    ),
    "targets that do not rise": (
        sector(stages=(make_stage("start", 3, "S01"), SECTOR.stages[1])),
        "sectors[example].stages: levels must rise",
    ),
    "target above the standard": (
        sector(stages=(SECTOR.stages[0], make_stage("integrate", 5, "S06"))),
        "sectors[example].stages[integrate].target_level: the standard has no such level (5)",
    ),
    "scene without a measure": (
        sector(priorities=(PriorityScene(scene="S12", weight=2),)),
        "sectors[example].stages[integrate].scenes: no measure serves the scene (S12)",
    ),
    "unknown scene weighted": (
        sector(priorities=(PriorityScene(scene="S77", weight=2),)),
        "sectors[example].priorities[S77]: the standard has no such scene (S77)",
    ),
    "weight out of range": (
        sector(priorities=(PriorityScene(scene="S06", weight=6),)),
        "sectors[example].priorities[S06].weight: a weight is from 1 to 5 (6)",
    ),
    "target that is our own judgement": (
        sector(targets=(target(evidence=Evidence.G),)),
        "sectors[example].targets[1].evidence: a fact needs its source",
    ),
    "unknown division": (
        sector(divisions=(SectorDivision(division="98", rank=1),)),
        "sectors[example].divisions: there is no such division (98)",
    ),
    "division twice": (
        sector(divisions=(SectorDivision(division="34", rank=1), SectorDivision(division="34", rank=2))),
        "sectors[example].divisions: occurs twice (34)",
    ),
    "rank out of range": (
        sector(divisions=(SectorDivision(division="34", rank=0),)),
        "sectors[example].divisions[34].rank: a rank is at least 1 (0)",
    ),
    "unknown near case": (
        sector(near=NearCase(case="C99", why=text())),
        "sectors[example].near.case: there is no such case (C99)",
    ),
    "measure for nothing": (
        make_measure("m3", "start"),
        "measures[m3].steps: raises no scene and opens no option",
    ),
    "measure of an unknown sector": (
        make_measure("m3", "start", "S01", sector="toys"),
        "measures[m3].sector: there is no such sector (toys)",
    ),
    "measure in an unknown stage": (
        make_measure("m3", "finish", "S01"),
        "measures[m3].stage: the sector has no such stage (finish)",
    ),
    "measure for a scene of another stage": (
        make_measure("m3", "start", "S06"),
        "measures[m3].steps[S06]: the scene does not count in this stage (start)",
    ),
    "measure for an unknown scene": (
        make_measure("m3", "start", "S01", "S77"),
        "measures[m3].steps[S77]: the standard has no such scene (S77)",
    ),
    "step that does not rise": (
        replace(START, steps=(SceneStep(scene="S01", from_level=2, to_level=2),)),
        "measures[m1].steps[S01]: levels must rise",
    ),
    "step above the standard": (
        replace(START, steps=(SceneStep(scene="S01", from_level=2, to_level=5),)),
        "measures[m1].steps[S01].to_level: the standard has no such level (5)",
    ),
    "unknown question": (
        replace(START, options=(OptionStep(question="F99", option="A"),)),
        "measures[m1].options: the standard has no such question (F99)",
    ),
    "unknown option": (
        replace(START, options=(OptionStep(question="F01", option="Z"),)),
        "measures[m1].options: the question has no such option (F01 Z)",
    ),
    "option twice": (
        replace(START, options=(OptionStep(question="F01", option="B"),) * 2),
        "measures[m1].options: occurs twice (F01 B)",
    ),
    "fact without a source": (
        replace(START, evidence=Evidence.V),
        "measures[m1].source: a fact needs its source",
    ),
    "cost upside down": (
        replace(START, costs=(estimate(cost_low=Decimal(9)),)),
        "measures[m1].costs[micro].cost_high: the lower end is above the upper end",
    ),
    "months upside down": (
        replace(START, costs=(estimate(months_low=5),)),
        "measures[m1].costs[micro].months_high: the lower end is above the upper end",
    ),
    "unknown measure before": (
        replace(START, prerequisites=("m9",)),
        "measures[m1].prerequisites: there is no such measure (m9)",
    ),
    "measure of another sector before": (
        replace(START, prerequisites=("general-1",)),
        "measures[m1].prerequisites: the measure that comes before is one of another sector (general-1)",
    ),
    "measure before itself": (
        replace(START, prerequisites=("m1",)),
        "measures[m1].prerequisites: measures wait for each other (m1 → m1)",
    ),
    "case of an unknown sector": (
        make_case(sector="toys"),
        "cases[C01].sector: there is no such sector (toys)",
    ),
    "case of an unknown scene": (
        make_case(scenes=("S77",)),
        "cases[C01].scenes: the standard has no such scene (S77)",
    ),
    "solution for nothing": (
        make_solution(scenes=()),
        "solutions[P01].scenes: raises no scene and opens no option",
    ),
    "support in an unknown region": (
        make_support(region="999999"),
        "support_measures[Z01].region: there is no such region (999999)",
    ),
    "support for an unknown sector": (
        make_support(sectors=("toys",)),
        "support_measures[Z01].sectors: there is no such sector (toys)",
    ),
    "support for an unknown level": (
        make_support(level_after_low=5),
        "support_measures[Z01].level_after_low: the standard has no such level (5)",
    ),
    "more than all": (
        make_support(tiers=(Tier(percent=Decimal(100)), Tier(percent=Decimal(101)))),
        "support_measures[Z01].tiers[2].percent: a share is at most 100 percent (101)",
    ),
    "more than all ahead": (
        make_support(advance_percent=Decimal(101)),
        "support_measures[Z01].advance_percent: a share is at most 100 percent (101)",
    ),
    "a share and a sum at once": (
        make_support(tiers=(Tier(fixed=Decimal(20), percent=Decimal(10)),)),
        "support_measures[Z01].tiers[1].fixed: a share and a fixed sum do not go together",
    ),
    "a share here and a sum there": (
        make_support(tiers=(Tier(fixed=Decimal(20)), Tier(percent=Decimal(10)))),
        "support_measures[Z01].tiers: a share and a fixed sum do not go together",
    ),
    "paid for an unknown level": (
        make_support(tiers=(Tier(reached=5, fixed=Decimal(20)),)),
        "support_measures[Z01].tiers[1].reached: the standard has no such level (5)",
    ),
    "finished before it began": (
        make_support(tiers=(Tier(done_from=LAST, done_until=FIRST, fixed=Decimal(20)),)),
        "support_measures[Z01].tiers[1].done_until: the first day is later than the last",
    ),
    "shut out by nothing": (
        make_support(excludes=("Z09",)),
        "support_measures[Z01].excludes: there is no such support measure (Z09)",
    ),
    "owner twice": (
        make_support(ownerships=(Ownership.PRIVATE, Ownership.PRIVATE)),
        "support_measures[Z01].ownerships: occurs twice (private)",
    ),
    "solution for an unknown question": (
        make_solution(questions=("F99",)),
        "solutions[P01].questions: the standard has no such question (F99)",
    ),
    "contract days the wrong way round": (
        make_support(contract_from=LAST, contract_until=FIRST),
        "support_measures[Z01].contract_until: the first day is later than the last",
    ),
    "size twice": (
        make_support(sizes=(SizeClass.SMALL, SizeClass.SMALL)),
        "support_measures[Z01].sizes: occurs twice (small)",
    ),
    "support without evidence": (
        make_support(evidence=Evidence.G),
        "support_measures[Z01].evidence: a fact needs its source",
    ),
    "general sector with an end": (
        make_sector(code="general", order=99, valid_until=LAST),
        "sectors[general].valid_until: the general sector holds on all days",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named(name: str) -> None:
    entry, said = WRONG[name]
    assert said in found(entry)


def test_all_problems_are_told_at_once() -> None:
    assert len(found(make_case(scenes=("S77", "S78")), make_support(region="999999"))) == 3


def test_a_circle_of_measures_is_named_once() -> None:
    circle = found(
        make_measure("m3", "start", "S01", prerequisites=("m5",)),
        make_measure("m4", "start", "S01", prerequisites=("m3",)),
        make_measure("m5", "start", "S01", prerequisites=("m4",)),
    )
    assert len(circle) == 1
    assert "measures wait for each other" in circle[0]
    [(waiting, before)] = re.findall(r"^measures\[(m\d)\].*\((m\d) → \1 → ", circle[0])  # which asks for it
    assert (waiting, before) in (("m3", "m5"), ("m4", "m3"), ("m5", "m4"))


def test_measures_that_share_what_comes_before_are_no_circle() -> None:
    assert not found(
        make_measure("m3", "start", "S01", prerequisites=("m1",)),
        make_measure("m4", "start", "S01", prerequisites=("m1",)),
        make_measure("m5", "start", "S01", prerequisites=("m3", "m4")),
    )


def test_a_measure_for_every_sector_serves_each_and_may_come_before_any() -> None:
    everywhere = make_measure("all", "integrate", "S06", "S12", sector="")
    weighted = sector(priorities=(PriorityScene(scene="S12", weight=2),))
    assert not found(everywhere, weighted, replace(START, prerequisites=("all",)))


def test_a_division_has_one_default_sector() -> None:
    first = sector(divisions=(SectorDivision(division="34", rank=1),))
    other = make_sector(code="other", order=2, divisions=(SectorDivision(division="34", rank=1),))
    served = (
        make_measure("o1", "start", "S01", sector="other"),
        make_measure("o2", "integrate", "S06", sector="other"),
    )
    assert found(first, other, *served) == [
        "sectors[other].divisions: the division has two default sectors (34 example)"
    ]


def test_there_must_be_a_general_sector() -> None:
    library = make_library(SECTOR, START, INTEGRATE).replacing(
        [],
        without=[("sectors", "general"), ("measures", "general-1"), ("measures", "general-2")],  # type: ignore[list-item]
    )
    assert [str(problem) for problem in problems(library, standard_2024())] == [
        "sectors[example].code: the general sector must be there (general)"
    ]


def test_a_code_names_one_entry_of_its_kind() -> None:
    library = replace(make_library(), cases=(make_case(sector="general"), make_case(sector="general")))
    assert [str(problem) for problem in problems(library, standard_2024())] == [
        "cases[C01].code: the code occurs twice"
    ]
