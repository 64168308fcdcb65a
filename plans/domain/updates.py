"""Which answers of a draft the done steps of a plan lead to. They are offered, never given by themselves.

What the draft does not answer yet stands as in the last result. On that the done steps take effect in the
plan's order by the one rule of effects; what comes out is compared with what the draft holds.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assessment.domain.sheet import Sheet
from roadmap.domain.measure import Measure
from roadmap.domain.planning.effects import after, closed_items, items_of, outcomes
from standards.domain.answers import (
    Answers,
    AtLevel,
    Chosen,
    Figures,
    NotApplicable,
    QuestionAnswer,
    SceneAnswer,
    Value,
)
from standards.domain.carrying import reads_alike
from standards.domain.standard import Standard


class OfferOutcome(StrEnum):
    """What becomes of an item that a done step serves."""

    OFFERED = "offered"
    THERE = "there"  # the draft holds as much or more
    FIGURES = "figures"  # answered with numbers, or about outcomes: for the firm to state anew
    NOT_APPLICABLE = "not applicable"  # the draft says 不涉及
    BELOW = "below"  # the draft stands below where the step begins
    ASKED_OTHERWISE = "asked otherwise"  # the draft's standard does not ask this, or not in these words


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An item of the draft and what done steps lead to. `to`: only where it is offered.

    `now`: what the draft holds, None while it is unanswered; `version`: of that answer. `codes`: of the
    measures that serve the item.
    """

    code: str
    fate: OfferOutcome
    now: Value | None
    version: int
    codes: tuple[str, ...]
    to: Chosen | AtLevel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastResult:
    """The firm's last result: its standard and answers."""

    standard: Standard
    answers: Answers


def offers(sheet: Sheet, last: LastResult, done: Collection[Measure]) -> tuple[Offer, ...]:
    """Return what done measures lead to, for each item that they serve. `done`: in the plan's order.

    In the order of the form. Nothing where the draft is of another standard than the last result.
    """
    standard = sheet.standard
    if standard.code != last.standard.code:
        return ()
    serving = _serving(done)
    fitting = [measure for measure in done if measure.fits(standard)]
    known = {code for code in _serving(fitting) if _asks_alike(last.standard, standard, code)}
    base = _completed(sheet, last, known)
    stated = _stated(standard, base)
    closed = closed_items(standard, base) | (serving.keys() - known) | stated
    raised = base
    for measure in fitting:
        raised = after(standard, raised, measure, closed)
    comparison = _Comparison(base=base, raised=raised, known=frozenset(known), stated=stated)
    order = {code: place for place, code in enumerate(standard.item_codes)}
    return tuple(
        _offer(sheet, code, serving[code], comparison)
        for code in sorted(serving, key=lambda code: (order.get(code, len(order)), code))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comparison:
    """The answers without and with the done steps. `known`: items that the draft asks in the same words;
    `stated`: those whose answer is numbers, or an outcome."""

    base: Answers
    raised: Answers
    known: frozenset[str]
    stated: frozenset[str]

    def fate(self, code: str, serving: Collection[Measure]) -> OfferOutcome:
        if code not in self.known:
            return OfferOutcome.ASKED_OTHERWISE
        answer = _answer(self.base, code)
        if isinstance(answer, NotApplicable):
            return OfferOutcome.NOT_APPLICABLE
        if code in self.stated:
            return OfferOutcome.FIGURES
        if answer != _answer(self.raised, code):
            return OfferOutcome.OFFERED
        higher = {step.to_level for measure in serving for step in measure.steps if step.scene == code}
        if isinstance(answer, AtLevel) and max(higher, default=0) > answer.level:
            return OfferOutcome.BELOW
        return OfferOutcome.THERE


def _offer(sheet: Sheet, code: str, serving: tuple[Measure, ...], comparison: _Comparison) -> Offer:
    held, fate = sheet.at(code), comparison.fate(code, serving)
    to = _answer(comparison.raised, code) if fate is OfferOutcome.OFFERED else None
    return Offer(
        code=code,
        fate=fate,
        now=held.value,
        version=held.version,
        codes=tuple(measure.code for measure in serving),
        to=to if isinstance(to, Chosen | AtLevel) else None,
    )


def _answer(answers: Answers, code: str) -> QuestionAnswer | SceneAnswer | None:
    return answers.questions.get(code) or answers.scenes.get(code)


def _serving(done: Collection[Measure]) -> Mapping[str, tuple[Measure, ...]]:
    """Map items to the measures that serve them."""
    found: dict[str, tuple[Measure, ...]] = {}
    for measure in done:
        for code in items_of(measure):
            found[code] = (*found.get(code, ()), measure)
    return found


def _asks_alike(old: Standard, new: Standard, code: str) -> bool:
    return code in old.item_codes and code in new.item_codes and reads_alike(old, new, code)


def _completed(sheet: Sheet, last: LastResult, known: Collection[str]) -> Answers:
    """Return the draft's answers; what it leaves open, of items asked alike, as in the last result."""
    given, before = sheet.answers, last.answers
    questions = {code: answer for code, answer in before.questions.items() if code in known}
    scenes = {code: answer for code, answer in before.scenes.items() if code in known}
    return Answers(questions={**questions, **given.questions}, scenes={**scenes, **given.scenes})


def _stated(standard: Standard, answers: Answers) -> frozenset[str]:
    """Return the questions that the firm answers with numbers, and those about outcomes."""
    by_figures = {code for code, answer in answers.questions.items() if isinstance(answer, Figures)}
    return outcomes(standard) | by_figures
