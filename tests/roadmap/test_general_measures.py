"""The measures for every sector: they cover all that can be raised, each with what it asks of each size."""

import re
from collections import Counter
from itertools import pairwise
from random import Random

import pytest

from editing.domain.texts import Text
from roadmap.domain.entries import Estimate, Evidence, Size
from roadmap.domain.fitting import problems
from roadmap.domain.measure import Measure, OptionStep, SceneStep
from roadmap.domain.planning import UNBOUNDED, Situation, firm_situation
from roadmap.domain.planning.effects import is_outcome
from roadmap.domain.planning.planner import is_reachable
from standards.domain.answers import Answers, AtLevel, Chosen
from standards.domain.standard import Question, Standard
from tests.library import committed_library
from tests.standards.fixtures import demo_domains, demo_points, standard_2024

LIBRARY = committed_library()
STANDARD = standard_2024()
MEASURES = [measure for measure in LIBRARY.measures if not measure.sector]
TOP = STANDARD.rule.top
FIRMS = 200


def estimates(size: Size) -> dict[str, Estimate]:
    """Return the estimates for a size by code of measure."""
    return {measure.code: one for measure in MEASURES for one in measure.costs if one.size == size}


def spoken(measure: Measure) -> tuple[Text | None, ...]:
    """Return the sentences of a measure; None where there is none."""
    return (measure.how, measure.done_when, measure.proof, measure.effect)


# --- what they cover -----------------------------------------------------------------------------


@pytest.mark.parametrize("scene", [scene.code for scene in STANDARD.scenes])
def test_every_level_of_a_scene_has_a_measure_of_its_own(scene: str) -> None:
    steps = {step for measure in MEASURES for step in measure.steps}
    climb = {SceneStep(scene=scene, from_level=level, to_level=level + 1) for level in range(TOP)}
    assert {step for step in steps if step.scene == scene} == climb


@pytest.mark.parametrize(
    "question", [q for q in STANDARD.questions if not is_outcome(STANDARD, q)], ids=lambda q: q.code
)
def test_every_option_worth_points_has_a_measure(question: Question) -> None:
    given = {option for measure in MEASURES for option in measure.options}
    worth = {OptionStep(question=question.code, option=o.key) for o in question.options if o.weight > 0}
    assert {option for option in given if option.question == question.code} == worth


def test_what_came_of_it_has_no_measure() -> None:
    outcomes = {question.code for question in STANDARD.questions if is_outcome(STANDARD, question)}
    assert outcomes == {"M04", "R01", "R02", "R03", "R04"}
    assert not {option.question for measure in MEASURES for option in measure.options} & outcomes


def test_a_question_with_one_answer_is_climbed_option_by_option() -> None:
    measure_of = {option: m for m in MEASURES if not m.steps for option in m.options}
    for question in (q for q in STANDARD.questions if not q.several and not is_outcome(STANDARD, q)):
        keys = [option.key for option in question.options if option.weight > 0]
        climb = [measure_of[OptionStep(question=question.code, option=key)] for key in keys]
        for lower, higher in pairwise(climb):
            assert lower.code in higher.prerequisites


def test_a_system_that_a_scene_step_brings_is_not_paid_again_for_question_5() -> None:
    """The first system of a step of the business is one answer, and systems that are linked are two."""
    linked = {"S01", "S02", "S03", "S04", "S05", "S06", "S11", "S12", "S13", "S15"}
    given = {
        (step.scene, option.option)
        for measure in MEASURES
        for option in measure.options
        for step in measure.steps
        if option.question == "F05"
    }
    managed = {f"S{number:02}" for number in range(1, 15)}
    assert given == {(scene, "B") for scene in managed} | {(scene, "C") for scene in linked}


def test_the_committed_library_has_no_problem() -> None:
    assert problems(LIBRARY, STANDARD) == ()


# --- what they ask -------------------------------------------------------------------------------


def test_every_measure_has_an_estimate_for_each_size() -> None:
    for measure in MEASURES:
        assert [estimate.size for estimate in measure.costs] == list(Size), measure.code


def test_costs_are_whole_or_half_and_grow_with_the_size() -> None:
    micro, small, medium = (estimates(size) for size in Size)
    for measure in MEASURES:
        sizes = [found[measure.code] for found in (micro, small, medium)]
        lows, highs = [one.cost_low for one in sizes], [one.cost_high for one in sizes]
        assert all(cost * 2 % 1 == 0 for cost in (*lows, *highs)), measure.code
        assert (lows, highs) == (sorted(lows), sorted(highs)), measure.code
        assert all(one.cost_high > 0 and one.months_low >= 1 for one in sizes), measure.code


@pytest.mark.parametrize("size", list(Size))
def test_a_later_level_of_a_scene_costs_more(size: Size) -> None:
    cost = {step: estimates(size)[measure.code].cost_high for measure in MEASURES for step in measure.steps}
    for step, high in cost.items():
        later = SceneStep(scene=step.scene, from_level=step.to_level, to_level=step.to_level + 1)
        assert step.to_level == TOP or cost[later] > high, step


def test_texts_are_short_complete_and_marked_as_our_judgement() -> None:
    for measure in MEASURES:
        assert measure.evidence == Evidence.G
        texts = [measure.title, *filter(None, spoken(measure)), *measure.systems]
        assert all(text.en for text in texts), measure.code
        assert all(len(text.zh) <= 120 for text in texts), measure.code


def test_how_speaks_of_doing_and_leaves_the_criterion_to_its_own_text() -> None:
    for measure in MEASURES:
        assert measure.done_when is not None, measure.code
        assert "就算做到" not in measure.how.zh, measure.code
        assert "Done when" not in measure.how.en, measure.code


def test_a_criterion_says_how_many_how_long_or_of_what_every_one() -> None:
    counted = re.compile(r"[0-9一二三四五六七八九十两]|每")
    for measure in MEASURES:
        assert measure.done_when is not None
        assert counted.search(measure.done_when.zh), measure.code


def test_a_proof_is_one_to_three_pieces_in_both_languages() -> None:
    for measure in MEASURES:
        assert measure.proof is not None, measure.code
        pieces = measure.proof.zh.split("；")
        assert 1 <= len(pieces) <= 3, measure.code
        assert len(measure.proof.en.split("; ")) == len(pieces), measure.code


def test_sentences_end() -> None:
    for measure in MEASURES:
        for text in filter(None, spoken(measure)):
            assert (text.zh[-1], text.en[-1]) == ("。", "."), measure.code


def test_nothing_is_promised_in_numbers() -> None:
    """What a measure leads to differs from firm to firm: where no source carries a number, none is given."""
    for measure in MEASURES:
        assert measure.effect is None or not re.search(r"[0-9%]", measure.effect.zh + measure.effect.en)


def test_no_two_measures_have_the_same_title() -> None:
    titles = Counter(text for measure in MEASURES for text in (measure.title.zh, measure.title.en))
    assert [title for title, count in titles.items() if count > 1] == []


# --- what can be planned with them ---------------------------------------------------------------


def random_firm(random: Random, size: Size) -> Situation:
    """Return a firm anywhere between the lowest and the level below the top, its outcomes at their best: no
    measure raises those, and the highest level cannot do without."""
    floor, share = random.randrange(TOP), random.random()
    answers = Answers(
        questions={question.code: _answer(random, question, share) for question in STANDARD.questions},
        scenes={s.code: AtLevel(level=random.randint(max(0, floor - 1), floor)) for s in STANDARD.scenes},
    )
    return firm_situation(library=LIBRARY, sector="machinery", size=size, standard=STANDARD, answers=answers)


def _answer(random: Random, question: Question, share: float) -> Chosen:
    keys = [option.key for option in question.options]
    if is_outcome(STANDARD, question):
        return Chosen(options=(keys[-1],))
    if not question.several:
        return Chosen(options=(keys[random.randint(0, int(share * len(keys)))],))
    held = tuple(option.key for option in question.options if option.weight > 0 and random.random() < share)
    return Chosen(options=held or (keys[0],))


@pytest.mark.slow
@pytest.mark.parametrize("size", list(Size))
def test_every_firm_finds_a_plan_to_the_next_level(size: Size) -> None:
    firms = [random_firm(Random(seed), size) for seed in range(FIRMS)]
    assert {firm.level for firm in firms} == set(range(TOP))
    for seed, firm in enumerate(firms):
        assert is_reachable(firm, firm.level + 1, UNBOUNDED), seed


@pytest.mark.parametrize("standard", [demo_points(), demo_domains()], ids=lambda standard: standard.code)
def test_a_standard_that_shares_codes_of_questions_gets_no_measures(standard: Standard) -> None:
    assert LIBRARY.speaks_of(STANDARD)
    assert not LIBRARY.speaks_of(standard)
