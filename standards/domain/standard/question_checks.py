"""What can be wrong with dimensions, groups, questions and their options."""

from collections import Counter
from collections.abc import Iterator, Sized
from decimal import Decimal

from standards.domain.standard.outline import HUNDRED, Outline
from standards.domain.standard.parts import Change, Formula, Question, QuestionKind
from standards.domain.standard.problems import DIMENSIONS, Problem, ProblemKind, problem

BY_FIGURES = (QuestionKind.RATIO, QuestionKind.CHANGE)


def scored_problems(outline: Outline) -> Iterator[Problem]:
    """Give the problems of what gives points, from the whole inwards."""
    yield from weight_problems(DIMENSIONS, [(d.code, d.weight) for d in outline.dimensions])
    for dimension in outline.dimensions:
        yield from filled(dimension.code, dimension.groups)
        yield from weight_problems(dimension.code, [(g.code, g.weight) for g in dimension.groups])
        for group in dimension.groups:
            yield from filled(group.code, group.questions)
            yield from weight_problems(group.code, [(q.code, q.weight) for q in group.questions])
            for question in group.questions:
                yield from _question_problems(question, outline)


def filled(where: str, parts: Sized) -> Iterator[Problem]:
    """Give a problem where a part that must hold others holds none."""
    if not parts:
        yield problem(ProblemKind.EMPTY_PART, where)


def weight_problems(where: str, weights: list[tuple[str, Decimal]]) -> Iterator[Problem]:
    """Give the problems of weights by code that must add to exactly 100; no weights have none."""
    for code, weight in weights:
        if weight <= 0:
            yield problem(ProblemKind.WEIGHT_NOT_POSITIVE, code)
    total = sum((weight for _code, weight in weights), Decimal(0))
    if weights and total != HUNDRED:
        yield problem(ProblemKind.WEIGHTS_NOT_100, where, sum=total)


def option_place(question: Question, key: str) -> str:
    """Return the place of an option: F01.B."""
    return f"{question.code}.{key}"


def _question_problems(question: Question, outline: Outline) -> Iterator[Problem]:
    for key, count in Counter(option.key for option in question.options).items():
        if count > 1:
            place = option_place(question, key)
            yield problem(ProblemKind.OPTION_TWICE, place, question=question.code, key=key, count=count)
    yield from _option_problems(question)
    weights = [option.weight for option in question.options]
    best = sum(weights, Decimal(0)) if question.several else max(weights, default=Decimal(0))
    if best != HUNDRED:
        yield problem(ProblemKind.BEST_NOT_100, question.code, best=best)
    yield from _formula_problems(question, outline)


def _option_problems(question: Question) -> Iterator[Problem]:
    for option in question.options:
        place, named = option_place(question, option.key), {"question": question.code, "key": option.key}
        if not 0 <= option.weight <= HUNDRED:
            yield problem(ProblemKind.OPTION_WEIGHT, place, **named)
        if option.excludes and (option.weight != 0 or not question.several):
            yield problem(ProblemKind.EXCLUDING_OPTION, place, **named)


def _formula_problems(question: Question, outline: Outline) -> Iterator[Problem]:
    formula = question.formula
    if (formula is not None) != (question.kind in BY_FIGURES):
        yield problem(ProblemKind.KIND_AND_FORMULA, question.code, kind=question.kind)
    if formula is not None:
        if not _is_whole(question.kind, formula):
            yield problem(ProblemKind.FORMULA_INCOMPLETE, question.code, kind=question.kind)
        for code in dict.fromkeys(formula.figures):
            if code and code not in outline.figure_by_code:
                yield problem(ProblemKind.UNKNOWN_FIGURE, question.code, code=code)
    if question.kind is QuestionKind.RATIO:
        yield from _range_problems(question)
    elif question.kind is QuestionKind.CHANGE and not _has_each_change(question):
        yield problem(ProblemKind.CHANGE_OPTIONS, question.code)


def _has_each_change(question: Question) -> bool:
    return sorted(option.change or "" for option in question.options) == sorted(Change)


def _is_whole(kind: QuestionKind, formula: Formula) -> bool:
    """Return whether the formula names what its kind needs: part and whole, or the parts of two periods."""
    if kind is QuestionKind.RATIO:
        return bool(formula.part and formula.whole) and not (formula.part_before or formula.whole_before)
    both_wholes = bool(formula.whole) == bool(formula.whole_before)
    return bool(formula.part and formula.part_before) and both_wholes


def _range_problems(question: Question) -> Iterator[Problem]:
    """Give the options whose range does not go on where the one before ended."""
    expected: Decimal | None = Decimal(0)
    for place, option in enumerate(question.options):
        bounds = option.range
        goes_on = bounds is not None and bounds.low_closed == (place == 0) and bounds.high > bounds.low
        if bounds is None or not goes_on or expected not in (None, bounds.low):
            named = {"question": question.code, "key": option.key}
            yield problem(ProblemKind.RANGES_NOT_CLOSED, option_place(question, option.key), **named)
        expected = bounds.high if bounds else None
    if expected not in (None, HUNDRED):
        yield problem(ProblemKind.RANGES_END, question.code, end=expected)
