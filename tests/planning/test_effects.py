"""What measures do to answers, fact by fact."""

from decimal import Decimal

import pytest

from roadmap.domain.measure import OptionStep, SceneStep
from roadmap.domain.planning.effects import after, closed_items, is_done, is_outcome, with_option
from standards.domain.answers import AtLevel, Chosen, Figures
from tests.planning.examples import BOTH, NA, answers, climbing, giving
from tests.planning.full_library import make_measure
from tests.standards.fixtures import standard_2024


@pytest.mark.parametrize(
    ("stands", "low", "high", "comes_to"),
    [(1, 1, 2, 2), (0, 1, 2, 0), (2, 1, 2, 2), (3, 1, 2, 3), (1, 0, 2, 2), (0, 0, 3, 3)],
)
def test_a_step_helps_a_scene_that_stands_between_its_levels(
    stands: int, low: int, high: int, comes_to: int
) -> None:
    old = answers(S1=AtLevel(level=stands))
    new = after(BOTH, old, climbing("S1", low, high), frozenset())
    assert new.scenes["S1"] == AtLevel(level=comes_to)
    assert new.scenes["S2"] == AtLevel(level=0)


@pytest.mark.parametrize(
    ("question", "had", "option", "has"),
    [
        ("Q1", ("B",), "D", ("B", "D")),
        ("Q1", ("A",), "C", ("C",)),  # the option that excludes the others goes
        ("Q1", ("B",), "A", ("B",)),
        ("Q2", ("A",), "B", ("B",)),
        ("Q2", ("D",), "B", ("D",)),  # this or better
        ("Q2", ("B",), "C", ("B",)),  # worth the same
        ("Q3", ("A",), "C", ("C",)),
    ],
)
def test_an_option_is_gained_or_the_own_is_as_good(
    question: str, had: tuple[str, ...], option: str, has: tuple[str, ...]
) -> None:
    old = answers(BOTH, **{question: Chosen(options=had)})
    assert after(BOTH, old, giving(question, option), frozenset()).questions[question] == Chosen(options=has)


def test_figures_give_way_to_the_option_that_is_reached() -> None:
    half = Figures(values={"part": Decimal(50), "whole": Decimal(100)})
    old = answers(Q3=half)
    assert with_option(BOTH, old, "Q3", "C").questions["Q3"] == Chosen(options=("C",))
    assert with_option(BOTH, old, "Q3", "B").questions["Q3"] == half


def test_a_change_and_a_ratio_of_amounts_are_outcomes_and_a_ratio_of_machines_is_not() -> None:
    standard = standard_2024()
    outcomes = {question.code for question in standard.questions if is_outcome(standard, question)}
    assert outcomes == {"M04", "R01", "R02", "R03", "R04"}


def test_outcomes_and_what_is_not_applicable_are_closed_unless_a_wanted_measure_serves_it() -> None:
    given = answers(Q2=NA, S1=NA, S2=NA)
    assert closed_items(BOTH, given) == {"Q2", "Q4", "S1", "S2"}
    wanted = (climbing("S1", 0, 1), giving("Q4", "C"))
    assert closed_items(BOTH, given, wanted) == {"Q2", "Q4", "S2"}


def test_a_closed_item_stays_as_it_is() -> None:
    old = answers(S1=NA)
    assert after(BOTH, old, climbing("S1", 0, 1), frozenset({"S1"})) == old


def test_a_wanted_measure_opens_a_scene_that_was_not_applicable() -> None:
    assert after(BOTH, answers(S1=NA), climbing("S1", 0, 1), frozenset()).scenes["S1"] == AtLevel(level=1)


def test_a_measure_is_done_where_the_firm_has_all_that_it_leads_to() -> None:
    both = make_measure(
        "M",
        steps=(SceneStep(scene="S1", from_level=0, to_level=2),),
        options=(OptionStep(question="Q2", option="B"),),
    )
    assert not is_done(BOTH, answers(S1=AtLevel(level=2)), both)
    assert not is_done(BOTH, answers(Q2=Chosen(options=("D",))), both)
    assert is_done(BOTH, answers(S1=AtLevel(level=3), Q2=Chosen(options=("D",))), both)
