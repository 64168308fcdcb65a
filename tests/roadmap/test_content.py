"""What the committed library promises as a whole, sector by sector.

That all its codes exist and that no measures wait for each other is told by `problems` (test_checks.py); that
weighted scenes stand in a stage, by test_files.py; what general measures cover, by test_general_measures.py.
"""

from decimal import Decimal

import pytest

from enterprises.domain.sectors import GENERAL
from roadmap.domain.after_stage import AfterStage
from roadmap.domain.choosing import sector_map
from roadmap.domain.coverage import coverage
from roadmap.domain.entries import Size
from roadmap.domain.firm import firm_roadmap
from roadmap.domain.planning import UNBOUNDED, firm_situation
from roadmap.domain.planning.planner import is_reachable
from roadmap.domain.sector import Stage
from standards.domain.answers import Answers, AtLevel, Chosen
from tests.domain import oracle
from tests.library import committed_library
from tests.standards.fixtures import standard_2024

LIBRARY = committed_library()
STANDARD = standard_2024()
SECTORS = [sector.code for sector in LIBRARY.sectors]
RULE = {level: needed for level, *needed in oracle.RULES}  # points in thousandths, scenes, constrained

Choice = dict[str, list[str]]


def nothing() -> Choice:
    return {question: ["A"] for question in oracle.POINTS}


def best(question: str) -> list[str]:
    """Return the keys worth most: all that are worth points where several may be chosen."""
    worth = oracle.POINTS[question]
    if question in oracle.MULTI:
        return [key for key, points in worth.items() if points]
    return [max(worth, key=lambda key: worth[key])]


def just_enough(level: int) -> Choice:
    """Return choices with the points of a level and hardly more: the best, one by one, until then."""
    chosen = nothing()
    for question in chosen:
        if oracle.thousandths(chosen) >= RULE[level][0]:
            break
        chosen[question] = best(question)
    return chosen


def answers_of(chosen: Choice, levels: dict[str, int]) -> Answers:
    return Answers(
        questions={question: Chosen(options=tuple(keys)) for question, keys in chosen.items()},
        scenes={scene: AtLevel(level=level) for scene, level in levels.items()},
    )


def shown_after(sector: str, stage: Stage, answers: Answers) -> AfterStage:
    shown = firm_roadmap(library=LIBRARY, sector=sector, size="small", standard=STANDARD, answers=answers)
    return next(one.after for one in shown.stages if one.stage == stage)


def lacking(target: int, points: int, levels: dict[str, int]) -> tuple[Decimal, int, int]:
    """Return the points, scenes and constrained scenes that a level would lack, by the published table."""
    reached = {scene for scene, level in levels.items() if level >= target}
    have = (points, len(reached), len(reached.intersection(oracle.CONSTRAINED)))
    short = [max(0, needed - had) for needed, had in zip(RULE[target], have, strict=True)]
    return Decimal(short[0]) / 1000, short[1], short[2]


def test_every_division_has_one_default_sector_or_the_general_one() -> None:
    choices = sector_map(LIBRARY.sectors).choices
    for covered in coverage(LIBRARY.sectors):
        [default] = covered.defaults or (GENERAL,)
        assert choices(covered.division.code)[0].code == default


@pytest.mark.parametrize("full", [True, False], ids=["all the points", "points of the level below"])
@pytest.mark.parametrize("code", SECTORS)
def test_what_a_stage_leads_to_is_shown_as_the_oracle_counts_it(code: str, full: bool) -> None:
    sector = LIBRARY.sector_by_code[code]
    for stage in sector.stages:
        target, scenes = stage.target_level, sector.scenes_of(stage.code)
        chosen = {question: best(question) for question in nothing()} if full else just_enough(target - 1)
        points, before = oracle.thousandths(chosen), dict.fromkeys(oracle.SCENES, target - 1)
        after = before | dict.fromkeys(scenes, target)
        assert oracle.level(points, before) == target - 1

        left = shown_after(code, stage, answers_of(chosen, before))

        missing = left.missing
        assert (left.raised, missing.level) == (scenes, target)
        told = (missing.points_short, missing.scenes_short, missing.constrained_short)
        assert told == lacking(target, points, after)
        assert missing.nothing == (oracle.level(points, after) >= target)


@pytest.mark.parametrize("code", SECTORS)
def test_a_level_takes_exactly_the_scenes_that_its_stage_leaves_missing(code: str) -> None:
    sector, chosen = LIBRARY.sector_by_code[code], {question: best(question) for question in nothing()}
    for stage in sector.stages:
        target, scenes = stage.target_level, sector.scenes_of(stage.code)
        before = dict.fromkeys(oracle.SCENES, target - 1)
        more = shown_after(code, stage, answers_of(chosen, before)).missing.to_raise
        others = [scene for scene in oracle.SCENES if scene not in scenes]
        others.sort(key=lambda scene: scene not in oracle.CONSTRAINED)
        for raised, level in ((more, target), (more - 1, target - 1)):
            after = before | dict.fromkeys((*scenes, *others[:raised]), target)
            assert oracle.level(oracle.thousandths(chosen), after) == level


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("code", SECTORS)
def test_every_sector_has_a_way_from_nothing_to_the_top_for_each_size(code: str, size: Size) -> None:
    """Outcomes at their best: no measure raises them, and the top level cannot do without."""
    outcomes = {question: best(question) for question in ("M04", "R01", "R02", "R03", "R04")}
    answers = answers_of(nothing() | outcomes, dict.fromkeys(oracle.SCENES, 0))
    firm = firm_situation(library=LIBRARY, sector=code, size=size, standard=STANDARD, answers=answers)
    assert is_reachable(firm, STANDARD.rule.top, UNBOUNDED)


@pytest.mark.parametrize("sector", ["", *SECTORS])
def test_every_measure_says_when_it_is_done_and_what_proves_it(sector: str) -> None:
    for measure in (measure for measure in LIBRARY.measures if measure.sector == sector):
        for text in (measure.done_when, measure.proof):
            assert text is not None, measure.code
            assert "" not in (text.zh, text.en), measure.code
