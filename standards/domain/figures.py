"""Where figures are entered, what hangs on them, and what they come to."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from enterprises.domain.numbers import MONEY, PEOPLE, NumberKind
from standards.domain.answers import decide
from standards.domain.standard import Change, Figure, Question, QuestionKind, Standard

KNOWN_KINDS = {kind.unit: kind for kind in (MONEY, PEOPLE)}


def kind_of(figure: Figure) -> NumberKind:
    """Return what may be typed for a figure: the profile's amounts and persons have the same bounds."""
    known = KNOWN_KINDS.get(figure.unit.zh, NumberKind(unit=figure.unit.zh))
    return replace(known, english=figure.unit.en, whole=figure.whole)


def first_too_large(standard: Standard, figures: Mapping[str, Decimal]) -> str:
    """Return the code of a figure that is larger than any form takes, empty if there is none.

    A column of figures could not hold it.
    """
    most = {code: kind_of(standard.figure_by_code[code]).most for code in figures}
    return next((code for code, bound in most.items() if bound is not None and figures[code] > bound), "")


def own_figures(standard: Standard, question: Question) -> tuple[str, ...]:
    """Return the figures that are entered at this question; others it only reads.

    A shared figure is entered once: at the first question that it decides, else at the first that uses it.
    """
    formula = question.formula
    return tuple(
        code for code in (formula.figures if formula else ()) if home_of(standard, code) == question.code
    )


def home_of(standard: Standard, figure: str) -> str:
    """Return the code of the question at which a figure is entered."""
    users = standard.questions_by_figure[figure]
    return next((code for code in users if _decides(standard.question(code))), users[0])


def dependents(standard: Standard, figure: str) -> tuple[str, ...]:
    """Return the codes of the questions whose answer a figure decides."""
    return tuple(code for code in standard.questions_by_figure[figure] if _decides(standard.question(code)))


def _decides(question: Question) -> bool:
    return question.formula is not None and question.formula.decides


def used_figures(question: Question, pool: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Return those of the sheet's figures that the question uses."""
    return {
        code: pool[code] for code in (question.formula.figures if question.formula else ()) if code in pool
    }


def is_computed_equal(question: Question, figures: Mapping[str, Decimal]) -> bool:
    """Return whether complete figures of two years come out exactly equal: a person confirms that."""
    if question.kind is not QuestionKind.CHANGE:
        return False
    key = decide(question, figures)
    return key is not None and question.option(key).change is Change.EQUAL
