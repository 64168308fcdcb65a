"""What done steps offer to a draft: each item that they serve, and never by itself."""

from dataclasses import replace
from decimal import Decimal

from assessment.domain.sheet import Sheet, StoredAnswer
from plans.domain.updates import LastResult, Offer, OfferOutcome, offers
from roadmap.domain.measure import Measure
from standards.domain.answers import Answers, AtLevel, Chosen, Figures, NotApplicable, Value
from tests.planning.examples import BOTH, answers, climbing, giving


def sheet(**held: Value | None) -> Sheet:
    return Sheet(
        standard=BOTH, held={code: StoredAnswer(value=value, version=3) for code, value in held.items()}
    )


def offered(draft: Sheet, *done: Measure, last: Answers | None = None) -> dict[str, Offer]:
    result = LastResult(standard=BOTH, answers=last or answers())
    return {offer.code: offer for offer in offers(draft, result, done)}


def fates(draft: Sheet, *done: Measure, last: Answers | None = None) -> dict[str, OfferOutcome]:
    return {code: offer.fate for code, offer in offered(draft, *done, last=last).items()}


def test_a_scene_is_offered_the_level_that_the_step_leads_to() -> None:
    (offer,) = offered(sheet(S1=AtLevel(level=1)), climbing("S1", 1, 2)).values()
    assert (offer.fate, offer.now, offer.to) == (OfferOutcome.OFFERED, AtLevel(level=1), AtLevel(level=2))
    assert (offer.version, offer.codes) == (3, ("M",))


def test_an_option_is_added_to_those_that_the_draft_holds() -> None:
    (offer,) = offered(sheet(Q1=Chosen(options=("B",))), giving("Q1", "C")).values()
    assert offer.to == Chosen(options=("B", "C"))


def test_a_single_choice_takes_only_what_gives_more() -> None:
    assert fates(sheet(Q2=Chosen(options=("B",))), giving("Q2", "D")) == {"Q2": OfferOutcome.OFFERED}
    assert fates(sheet(Q2=Chosen(options=("B",))), giving("Q2", "C")) == {"Q2": OfferOutcome.THERE}


def test_steps_of_a_chain_are_offered_together() -> None:
    done = (climbing("S1", 0, 1, "first"), climbing("S1", 1, 2, "second"))
    (offer,) = offered(sheet(S1=AtLevel(level=0)), *done).values()
    assert offer.to == AtLevel(level=2)
    assert offer.codes == ("first", "second")


def test_what_the_draft_leaves_open_stands_as_in_the_last_result() -> None:
    last = answers(S1=AtLevel(level=1), Q1=Chosen(options=("B",)))
    found = offered(sheet(), climbing("S1", 1, 2), giving("Q1", "C"), last=last)
    assert found["S1"].to == AtLevel(level=2)
    assert found["Q1"].to == Chosen(options=("B", "C"))
    assert (found["S1"].now, found["S1"].version) == (None, 0)


def test_what_the_draft_holds_already_is_not_offered() -> None:
    assert fates(sheet(S1=AtLevel(level=3)), climbing("S1", 1, 2)) == {"S1": OfferOutcome.THERE}
    assert fates(sheet(Q1=Chosen(options=("C", "D"))), giving("Q1", "C")) == {"Q1": OfferOutcome.THERE}


def test_a_draft_below_where_the_step_begins_is_looked_at_by_hand() -> None:
    last = answers(S1=AtLevel(level=1))
    assert fates(sheet(S1=AtLevel(level=0)), climbing("S1", 1, 2), last=last) == {"S1": OfferOutcome.BELOW}


def test_figures_are_entered_anew_by_the_firm() -> None:
    draft = Sheet(
        standard=BOTH,
        held={"Q3": StoredAnswer(value=Figures(values={}), version=1)},
        figures={"part": Decimal(3), "whole": Decimal(10)},
    )
    assert fates(draft, giving("Q3", "B")) == {"Q3": OfferOutcome.FIGURES}


def test_a_range_chosen_without_figures_can_be_offered() -> None:
    assert fates(sheet(Q3=Chosen(options=("A",))), giving("Q3", "B")) == {"Q3": OfferOutcome.OFFERED}


def test_outcomes_are_stated_by_the_firm() -> None:
    assert fates(sheet(Q4=Chosen(options=("A",))), giving("Q4", "C")) == {"Q4": OfferOutcome.FIGURES}


def test_what_is_not_applicable_is_left_alone() -> None:
    assert fates(sheet(S1=NotApplicable()), climbing("S1", 0, 1)) == {"S1": OfferOutcome.NOT_APPLICABLE}
    last = answers(S1=NotApplicable())
    assert fates(sheet(), climbing("S1", 0, 1), last=last) == {"S1": OfferOutcome.NOT_APPLICABLE}


def test_what_the_draft_does_not_ask_is_named_last() -> None:
    found = fates(sheet(), giving("X9", "A", "strange"), climbing("S1", 0, 1))
    assert list(found.items()) == [("S1", OfferOutcome.OFFERED), ("X9", OfferOutcome.ASKED_OTHERWISE)]


def test_a_draft_of_another_standard_is_offered_nothing() -> None:
    result = LastResult(standard=replace(BOTH, code="another"), answers=answers())
    assert offers(sheet(), result, [climbing("S1", 0, 1)]) == ()


def test_without_done_steps_nothing_is_offered() -> None:
    assert fates(sheet(S1=AtLevel(level=0))) == {}
