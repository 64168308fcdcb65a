"""What a firm answered. Unanswered (key absent), not applicable and zero are three different things."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import assert_never

from editing.domain.decimals import EXACT
from standards.domain.standard import Change, Formula, Question, QuestionKind, Standard

ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Option keys, in the order of the question; one unless the question is multi choice."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures by figure code. While some are missing the question counts as unanswered."""

    values: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """不涉及: answered, and counts as not reached."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtLevel:
    """The highest level of a scene whose lower ones are met too; 0 is an answer."""

    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """No answer yet, and kept all the same: 不确定, or a scene that is answered only up to a level.

    `met`: how many levels of a scene are met, from the first up; 0 for a question. `unsure`: it was said that
    the rest is not known; False: the next level has not been asked yet.
    """

    met: int = 0
    unsure: bool = True


QuestionAnswer = Chosen | Figures | NotApplicable
SceneAnswer = AtLevel | NotApplicable


Value = Chosen | Figures | NotApplicable | AtLevel | Undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    questions: Mapping[str, QuestionAnswer] = field(default_factory=dict)
    scenes: Mapping[str, SceneAnswer] = field(default_factory=dict)


_LEVELS = tuple(AtLevel(level=level) for level in range(5))  # made once: most are one of these


class InvalidAnswer(ValueError):
    """An answer that the standard does not allow: the item's code and a reason code with its values.

    `reason` is one of the constants below; texts for people belong to the caller. `others`: the items for
    whose sake it is refused.
    """

    def __init__(self, code: str, reason: str, detail: str = "", others: tuple[str, ...] = ()) -> None:
        super().__init__(f"{code}: {reason}" + (f" ({detail})" if detail else ""))
        self.code = code
        self.reason = reason
        self.detail = detail
        self.others = others


UNKNOWN_ITEM = "unknown item"
UNKNOWN_OPTION = "unknown option"
NO_OPTION = "no option chosen"
DUPLICATE_OPTION = "option given twice"
ONE_OPTION_ONLY = "only one option may be chosen"
EXCLUDING_OPTION = "this option excludes the others"
UNKNOWN_REASON = "unknown reason"
NO_REASON = "no reason given"  # an answer file may leave it out, what is saved may not
UNKNOWN_FIGURE = "unknown figure"
NO_FIGURES = "this question takes no figures"
NOT_DECIDED_BY_FIGURES = "figures only check this question; choose an option"
NEGATIVE_FIGURE = "a figure is negative"
NOT_WHOLE = "a figure must be a whole number"
ZERO_DENOMINATOR = "the denominator is zero"
PART_OVER_WHOLE = "the part is larger than the whole"
IMPOSSIBLE_FIGURE = "a figure cannot be as large"
FIXED_FIGURE = "a closed section uses this figure"
LEVEL_OUT_OF_RANGE = "level out of range"


def at_level(level: int) -> AtLevel:
    """Return the answer that a scene stands at a level."""
    return _LEVELS[level] if 0 <= level < len(_LEVELS) else AtLevel(level=level)


def chosen(standard: Standard, code: str, keys: Iterable[str]) -> Chosen:
    """Return these options of a question in its order; last what it has not, which no check lets pass."""
    places = standard.option_places[code]
    return Chosen(options=tuple(sorted(keys, key=lambda key: places.get(key, len(places)))))


def check(standard: Standard, answers: Answers, *, any_reason: bool = False) -> None:
    """Raise InvalidAnswer for the first answer that the standard does not allow; partial figures pass.

    `any_reason`: 不涉及 passes with any reason and code.
    """
    for code, answer in answers.questions.items():
        if not (any_reason and isinstance(answer, NotApplicable)):
            check_question_answer(standard, code, answer)
    for code, scene_answer in answers.scenes.items():
        if not (any_reason and isinstance(scene_answer, NotApplicable)):
            check_scene_answer(standard, code, scene_answer)


def check_question_answer(standard: Standard, code: str, answer: QuestionAnswer) -> None:
    """Raise InvalidAnswer unless the question exists and allows this answer."""
    if code not in standard.question_by_code:
        raise InvalidAnswer(code, UNKNOWN_ITEM)
    question = standard.question(code)
    match answer:
        case Chosen(options=keys):
            _check_chosen(standard, question, keys)
        case Figures(values=values):
            _check_figures(standard, question, values)
        case NotApplicable(reason=reason):
            _check_reason(standard, code, reason)
        case _:
            assert_never(answer)


def check_scene_answer(standard: Standard, code: str, answer: SceneAnswer) -> None:
    """Raise InvalidAnswer unless the scene exists and has this level (0 included)."""
    if code not in standard.scene_by_code:
        raise InvalidAnswer(code, UNKNOWN_ITEM)
    match answer:
        case AtLevel(level=level):
            if not 0 <= level <= standard.rule.top:
                raise InvalidAnswer(code, LEVEL_OUT_OF_RANGE, str(level))
        case NotApplicable(reason=reason):
            _check_reason(standard, code, reason)
        case _:
            assert_never(answer)


def check_undecided(standard: Standard, code: str, value: Undecided) -> None:
    """Raise InvalidAnswer unless the item exists and something of it can still be open."""
    if code in standard.scene_by_code:
        if not 0 <= value.met < standard.rule.top:
            raise InvalidAnswer(code, LEVEL_OUT_OF_RANGE, str(value.met))
    elif code not in standard.question_by_code or value != Undecided():
        raise InvalidAnswer(code, UNKNOWN_ITEM)


def _check_reason(standard: Standard, code: str, reason: str) -> None:
    if reason and reason not in {known.code for known in standard.reasons}:
        raise InvalidAnswer(code, UNKNOWN_REASON, reason)


def _check_chosen(standard: Standard, question: Question, keys: tuple[str, ...]) -> None:
    known = standard.option_places[question.code]
    if not keys:
        raise InvalidAnswer(question.code, NO_OPTION)
    for key in keys:
        if key not in known:
            raise InvalidAnswer(question.code, UNKNOWN_OPTION, key)
    if len(set(keys)) < len(keys):
        raise InvalidAnswer(question.code, DUPLICATE_OPTION, ",".join(keys))
    if len(keys) == 1:
        return
    if not question.several:
        raise InvalidAnswer(question.code, ONE_OPTION_ONLY, ",".join(keys))
    for key in keys:
        if question.options[known[key]].excludes:
            raise InvalidAnswer(question.code, EXCLUDING_OPTION, key)


def _check_figures(standard: Standard, question: Question, values: Mapping[str, Decimal]) -> None:
    formula = question.formula
    if formula is None:
        raise InvalidAnswer(question.code, NO_FIGURES)
    if not formula.decides:
        raise InvalidAnswer(question.code, NOT_DECIDED_BY_FIGURES)
    check_figure_values(standard, question, values)


def check_figure_values(standard: Standard, question: Question, values: Mapping[str, Decimal]) -> None:
    """Raise InvalidAnswer for a figure that is unknown, negative, not whole, or out of proportion."""
    formula = question.formula
    if formula is None:
        raise InvalidAnswer(question.code, NO_FIGURES)
    for code, value in values.items():
        if code not in formula.figures:
            raise InvalidAnswer(question.code, UNKNOWN_FIGURE, code)
        if value < 0:
            raise InvalidAnswer(question.code, NEGATIVE_FIGURE, code)
        if standard.figure_by_code[code].whole and value != value.to_integral_value():
            raise InvalidAnswer(question.code, NOT_WHOLE, code)
    for code in (formula.whole, formula.whole_before):
        if code in values and values[code] == 0:
            raise InvalidAnswer(question.code, ZERO_DENOMINATOR, code)
    # Of things counted the part is among the whole; money spent may be more than money earned.
    counted = question.kind is QuestionKind.RATIO and standard.figure_by_code[formula.part].whole
    known = {formula.part, formula.whole} <= set(values)
    if counted and known and values[formula.part] > values[formula.whole]:
        raise InvalidAnswer(question.code, PART_OVER_WHOLE, formula.part)


def decide(question: Question, figures: Mapping[str, Decimal]) -> str | None:
    """Return the key of the option that the figures give, None while some are missing.

    Compared by exact products, never by a rounded quotient. The figures have been checked. More than 100%
    counts as 100%: the highest range of a ratio is open above.
    """
    formula = question.formula
    if formula is None or any(code not in figures for code in formula.figures):
        return None
    if question.kind is QuestionKind.RATIO:
        whole = figures[formula.whole]
        part = min(figures[formula.part], whole)
        return next(o.key for o in question.options if o.range and o.range.contains(part, whole))
    change = _change(formula, figures)
    return next(option.key for option in question.options if option.change is change)


def _change(formula: Formula, figures: Mapping[str, Decimal]) -> Change:
    # part/whole against part_before/whole_before; denominators are above zero.
    whole = figures[formula.whole] if formula.whole else ONE
    whole_before = figures[formula.whole_before] if formula.whole_before else ONE
    now = EXACT.multiply(figures[formula.part], whole_before)
    before = EXACT.multiply(figures[formula.part_before], whole)
    if now > before:
        return Change.UP
    return Change.EQUAL if now == before else Change.DOWN


def is_answered(question: Question, answer: QuestionAnswer | None) -> bool:
    """Return whether the question has an answer; partial figures are none, not applicable is one."""
    if isinstance(answer, Figures) and question.formula:
        return all(code in answer.values for code in question.formula.figures)
    return answer is not None


def chosen_keys(question: Question, answer: QuestionAnswer | None) -> tuple[str, ...] | None:
    """Return the keys that score: () for not applicable, None while unanswered."""
    match answer:
        case None:
            return None
        case Chosen(options=keys):
            return keys
        case NotApplicable():
            return ()
        case Figures(values=values):
            key = decide(question, values)
            return None if key is None else (key,)
        case _:
            assert_never(answer)
