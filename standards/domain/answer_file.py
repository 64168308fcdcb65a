"""The answer file: a firm's answers as plain data, read strictly and written back the same.

One form for the `assess` command, for batches and for snapshots. Every refusal names the item and the reason.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from editing.domain.decimals import bare
from enterprises.domain.credit_code import holds_identity_number
from enterprises.domain.lines import one_line
from enterprises.domain.numbers import EXACT, MONEY, PEOPLE, NotANumber, Reason, read_number
from standards.domain.answers import (
    UNKNOWN_FIGURE,
    Answers,
    AtLevel,
    Chosen,
    Figures,
    InvalidAnswer,
    NotApplicable,
    QuestionAnswer,
    SceneAnswer,
    at_level,
    check,
    chosen,
)
from standards.domain.standard import Standard

MAX_FIGURE = Decimal(10) ** 14
MAX_TEXT = 200
MAX_DETAIL = 40  # characters of a text that a refusal repeats
FIGURE_PLACES = 4  # what a figure may carry, here and in the tables
NA = "na"
NUMBERS = (int, Decimal, str)  # what a number may be written as
TOP_KEYS = frozenset({"standard", "enterprise", "answers", "scenes", "id"})
ENTERPRISE_TEXT = ("name", "uscc", "division", "region")
ENTERPRISE_NUMBERS = ("revenue", "assets")
ENTERPRISE_KEYS = frozenset({*ENTERPRISE_TEXT, *ENTERPRISE_NUMBERS, "employees"})
STANDARD_NAME = re.compile(r"^[a-z0-9][a-z0-9-]*(?:@[1-9][0-9]{0,5})?$")


class AnswerFileError(ValueError):
    """A file is refused: `item` is its code or key, `reason` a constant of this module or of `answers`.

    Texts for people belong to the caller.
    """

    def __init__(self, item: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{item}: {reason}" + (f" ({detail})" if detail else ""))
        self.item = item
        self.reason = reason
        self.detail = detail


UNKNOWN_KEY = "unknown key"
UNKNOWN_QUESTION = "unknown question"
UNKNOWN_SCENE = "unknown scene"
BAD_STANDARD_NAME = "write code or code@revision"
NOT_A_MAPPING = "must be a mapping of keys to values"
NOT_TEXT = "must be text (put codes in quotes)"
BAD_TEXT = "has a character that is not allowed or is too long"
NOT_A_NUMBER = "must be a number"
SEVERAL_NUMBERS = "holds several numbers"
OTHER_UNIT = "is in another unit"
NOT_A_WHOLE_NUMBER = "must be a whole number"
NUMBER_TOO_LONG = "has more than 14 digits or 4 decimal places"
NEGATIVE = "is negative"
GIVEN_TWICE = "is given twice with different values"
FIGURES_INCOMPLETE = "figures are incomplete"
WRITE_A_LIST = "write a list of options"
WRITE_ONE_OPTION = "write one option"
OPTION_NOT_TEXT = "an option must be text"
PERSONS_NUMBER = "is the number of a person"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseFacts:
    """What a file says of the firm; missing texts are empty, missing numbers None (people, 万元, 万元)."""

    name: str = ""
    uscc: str = ""
    division: str = ""
    region: str = ""
    employees: int | None = None
    revenue: Decimal | None = None
    assets: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFile:
    """The outer part of a file; `answers` and `scenes` are read once the standard is known."""

    standard: str  # code or code@revision; empty: the default
    enterprise: EnterpriseFacts
    answers: Mapping[str, Any] = field(default_factory=dict)
    scenes: Mapping[str, Any] = field(default_factory=dict)
    id: str | int | None = None


def read_file(data: Any, *, batch: bool = False) -> AnswerFile:
    """Read the outer part. Raises AnswerFileError."""
    body = _mapping("file", data)
    for key in body:
        if key not in TOP_KEYS or (key == "id" and not batch):
            raise AnswerFileError(str(key), UNKNOWN_KEY)
    name = _text("standard", body.get("standard", ""))
    if name and not STANDARD_NAME.match(name):
        raise AnswerFileError("standard", BAD_STANDARD_NAME)
    identity = identity_of(body)
    if identity is None and body.get("id") is not None:
        raise AnswerFileError("id", NOT_TEXT)
    return AnswerFile(
        standard=name,
        enterprise=_enterprise(_mapping("enterprise", body.get("enterprise", {}))),
        answers=_mapping("answers", body.get("answers", {})),
        scenes=_mapping("scenes", body.get("scenes", {})),
        id=identity,
    )


def identity_of(data: Any) -> str | int | None:
    """Return what a line names its firm by, None where that is nothing or neither text nor a whole number."""
    identity = data.get("id") if isinstance(data, dict) else None
    return identity if isinstance(identity, str | int) and not isinstance(identity, bool) else None


def read_answers(standard: Standard, questions: Mapping[str, Any], scenes: Mapping[str, Any]) -> Answers:
    """Read and check answers by question and scene code. Raises AnswerFileError naming the item.

    A reason for 不涉及 may be one of the standard's codes or any words: it changes no result.
    """
    for code in questions:
        if code not in standard.question_by_code:
            raise AnswerFileError(code, UNKNOWN_QUESTION)
    pool = _figure_pool(standard, questions)
    answers = Answers(
        questions={code: _question_answer(standard, code, raw, pool) for code, raw in questions.items()},
        scenes={code: _scene_answer(standard, code, raw) for code, raw in scenes.items()},
    )
    try:
        check(standard, answers, any_reason=True)
    except InvalidAnswer as error:
        raise AnswerFileError(error.code, error.reason, error.detail) from None
    return answers


def write_answers(standard: Standard, answers: Answers) -> dict[str, dict[str, Any]]:
    """Return {answers, scenes} in the order of the form; `read_answers` of it gives the same answers.

    Figures are numbers, never text: whole ones int, others Decimal.
    """
    return {
        "answers": {
            q.code: _raw(standard, q.code, answers) for q in standard.questions if q.code in answers.questions
        },
        "scenes": {
            scene.code: _raw_scene(answers.scenes[scene.code])
            for scene in standard.scenes
            if scene.code in answers.scenes
        },
    }


def number(item: str, raw: Any, unit: str = "") -> Decimal:
    """Return a non-negative number of at most 14 digits and 4 places. Raises AnswerFileError.

    A text is read as what people type: its unit may stand beside it.
    """
    if isinstance(raw, bool) or not isinstance(raw, NUMBERS):
        raise AnswerFileError(item, NOT_A_NUMBER)
    value = _typed(item, raw, unit) if isinstance(raw, str) else Decimal(raw)
    if value < 0:
        raise AnswerFileError(item, NEGATIVE)
    if value >= MAX_FIGURE or not (isinstance(raw, int) or _has_few_places(value)):
        raise AnswerFileError(item, NUMBER_TOO_LONG)
    return value


def _has_few_places(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -FIGURE_PLACES


_WHY = {
    Reason.NEGATIVE: NEGATIVE,
    Reason.BRACKETS: NEGATIVE,
    Reason.SEVERAL: SEVERAL_NUMBERS,
    Reason.OTHER_UNIT: OTHER_UNIT,
}


def _typed(item: str, raw: str, unit: str) -> Decimal:
    try:
        value = read_number(raw, replace(EXACT, unit=unit))
    except NotANumber as error:
        reason = _WHY.get(error.refused.reason, NOT_A_NUMBER)
        raise AnswerFileError(item, reason, " ".join(raw.split())[:MAX_DETAIL]) from None
    if value is None:
        raise AnswerFileError(item, NOT_A_NUMBER)
    return value


def _mapping(item: str, raw: Any) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise AnswerFileError(item, NOT_A_MAPPING)
    for key in raw:
        if not isinstance(key, str):
            raise AnswerFileError(f"{item}.{key}", NOT_TEXT)
    return raw


def _text(item: str, raw: Any) -> str:
    if not isinstance(raw, str):
        raise AnswerFileError(item, NOT_TEXT)
    if "\x00" in raw or len(raw) > MAX_TEXT:
        raise AnswerFileError(item, BAD_TEXT)
    return raw


def _enterprise(raw: Mapping[str, Any]) -> EnterpriseFacts:
    for key in raw:
        if key not in ENTERPRISE_KEYS:
            raise AnswerFileError(f"enterprise.{key}", UNKNOWN_KEY)
    employees = number("enterprise.employees", raw["employees"], PEOPLE.unit) if "employees" in raw else None
    if employees is not None and employees != employees.to_integral_value():
        raise AnswerFileError("enterprise.employees", NOT_A_WHOLE_NUMBER)
    texts = {key: one_line(_text(f"enterprise.{key}", raw.get(key, ""))) for key in ENTERPRISE_TEXT}
    if holds_identity_number(texts["uscc"]):
        raise AnswerFileError("enterprise.uscc", PERSONS_NUMBER)
    amounts = {
        key: number(f"enterprise.{key}", raw[key], MONEY.unit) for key in ENTERPRISE_NUMBERS if key in raw
    }
    return EnterpriseFacts(
        **texts,
        employees=None if employees is None else int(employees),
        revenue=amounts.get("revenue"),
        assets=amounts.get("assets"),
    )


def _figure_pool(standard: Standard, questions: Mapping[str, Any]) -> dict[str, Decimal]:
    """Collect figures from where they are given: a shared one need be given only once."""
    pool: dict[str, Decimal] = {}
    for code, raw in questions.items():
        if not isinstance(raw, dict) or set(raw) == {NA}:
            continue
        formula = standard.question(code).formula
        for figure, value in raw.items():
            if formula is None or figure not in formula.figures:
                raise AnswerFileError(code, UNKNOWN_FIGURE, str(figure))
            amount = number(f"{code}.{figure}", value, standard.figure_by_code[figure].unit.zh)
            if pool.setdefault(figure, amount) != amount:
                raise AnswerFileError(code, GIVEN_TWICE, figure)
    return pool


def _not_applicable(code: str, raw: Any) -> NotApplicable | None:
    if raw == NA:
        return NotApplicable()
    if isinstance(raw, dict) and set(raw) == {NA}:
        return NotApplicable(reason=_text(f"{code}.{NA}", raw[NA]))
    return None


def _question_answer(standard: Standard, code: str, raw: Any, pool: Mapping[str, Decimal]) -> QuestionAnswer:
    absent = _not_applicable(code, raw)
    if absent is not None:
        return absent
    question = standard.question(code)
    if isinstance(raw, dict):
        needed = question.formula.figures if question.formula else ()
        missing = [figure for figure in needed if figure not in pool]
        if missing or not raw:
            raise AnswerFileError(code, FIGURES_INCOMPLETE, ", ".join(missing or needed))
        return Figures(values={figure: pool[figure] for figure in needed})
    if question.several != isinstance(raw, list):
        raise AnswerFileError(code, WRITE_A_LIST if question.several else WRITE_ONE_OPTION)
    keys = raw if isinstance(raw, list) else [raw]
    for key in keys:
        if not isinstance(key, str):
            raise AnswerFileError(code, OPTION_NOT_TEXT)
    return chosen(standard, code, keys)


def _scene_answer(standard: Standard, code: str, raw: Any) -> SceneAnswer:
    if code not in standard.scene_by_code:
        raise AnswerFileError(code, UNKNOWN_SCENE)
    absent = _not_applicable(code, raw)
    if absent is not None:
        return absent
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise AnswerFileError(code, NOT_A_WHOLE_NUMBER)
    return at_level(raw)


def _raw(standard: Standard, code: str, answers: Answers) -> Any:
    answer = answers.questions[code]
    match answer:
        case Chosen(options=keys):
            return list(keys) if standard.question(code).several else keys[0]
        case Figures(values=values):
            formula = standard.question(code).formula
            return {figure: bare(values[figure]) for figure in (formula.figures if formula else ())}
        case NotApplicable(reason=reason):
            return {NA: reason} if reason else NA


def _raw_scene(answer: SceneAnswer) -> Any:
    if isinstance(answer, AtLevel):
        return answer.level
    return {NA: answer.reason} if answer.reason else NA
