"""Answers, rates and refusals in words, in the language of the page."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from enterprises.wording.numbers import number_text
from standards.domain import answers as reasons
from standards.domain.answers import (
    AtLevel,
    Chosen,
    Figures,
    InvalidAnswer,
    NotApplicable,
    Undecided,
    Value,
    check_figure_values,
    decide,
)
from standards.domain.figures import used_figures
from standards.domain.standard import Formula, Outline, Question, QuestionKind, Scene, Standard
from standards.wording.results import local

_COARSE = Decimal("0.01")
_FINE = Decimal("0.0001")


def option_text(question: Question, key: str) -> str:
    """Return an option with its letter, as it stands wherever it is read: B. 车间工控网已通."""
    return f"{key}. {local(question.option(key).text)}"


def label(standard: Outline, code: str) -> str:
    """Return how the official form names an item: 第 3 题 设备联网, or the scene's name."""
    if code in standard.question_by_code:
        number = standard.question(code).number
        return _("第 %(number)s 题 %(name)s") % {"number": number, "name": item_name(standard, code)}
    return item_name(standard, code)


def item_name(standard: Outline, code: str) -> str:
    """Return the name of an item without the number that the official form gives it."""
    found = standard.question(code) if code in standard.question_by_code else standard.scene(code)
    return local(found.name)


def answer_lines(
    standard: Standard, code: str, value: Value | None, figures: Mapping[str, Decimal]
) -> tuple[str, ...]:
    """Return an answer in words, one line per option or figure; nothing while unanswered."""
    match value:
        case None:
            return ()
        case NotApplicable(reason=reason):
            return (_na(standard, reason),)
        case AtLevel(level=level):
            return (level_line(standard, standard.scene(code), level),)
        case Chosen(options=keys):
            question = standard.question(code)
            chosen = tuple(option_text(question, key) for key in keys)
            return (*chosen, *figure_lines(standard, question, figures))
        case Figures():
            return _by_figures(standard, standard.question(code), figures)
        case Undecided():
            return (undecided_line(standard, value),)


def level_line(standard: Standard, scene: Scene, level: int) -> str:
    """Return a scene's level with its text."""
    if level == 0:
        return _("未达到%(level)s") % {"level": local(standard.rule.name(1))}
    text = local(scene.levels[level - 1].text)
    return _("%(level)s：%(text)s") % {"level": local(standard.rule.name(level)), "text": text}


def undecided_line(standard: Standard, value: Undecided) -> str:
    """Return what is kept of an item that is not answered yet."""
    level = local(standard.rule.name(value.met)) if value.met else ""
    if not value.unsure:
        return _("已做到%(level)s，再往上还没有回答") % {"level": level}
    return _("不确定（已做到%(level)s）") % {"level": level} if level else _("不确定")


def figure_lines(standard: Standard, question: Question, figures: Mapping[str, Decimal]) -> tuple[str, ...]:
    """Return the figures a question uses, with their units."""
    return tuple(
        _("%(label)s %(number)s %(unit)s")
        % {
            "label": local(standard.figure_by_code[code].label),
            "number": number_text(value),
            "unit": local(standard.figure_by_code[code].unit),
        }
        for code, value in used_figures(question, figures).items()
    )


def _by_figures(standard: Standard, question: Question, figures: Mapping[str, Decimal]) -> tuple[str, ...]:
    line = computed(standard, question, figures)
    return (*((line,) if line else ()), *figure_lines(standard, question, figures))


def _na(standard: Standard, reason: str) -> str:
    name = next((local(known.name) for known in standard.reasons if known.code == reason), "")
    return _("不涉及（%(reason)s），按未达到计") % {"reason": name} if name else _("不涉及，按未达到计")


def computed(standard: Standard, question: Question, figures: Mapping[str, Decimal]) -> str:
    """Return what complete figures come to, in one sentence; empty while some are missing or do not fit."""
    formula = question.formula
    if formula is None or not _fit(standard, question, figures):
        return ""
    key = decide(question, figures)
    if key is None:
        return ""
    option = local(question.option(key).text)
    if question.kind is QuestionKind.RATIO:
        rate = _percent(figures[formula.part], figures[formula.whole])
        return _("按所填数字：%(rate)s，属于“%(range)s”") % {
            "rate": _shown(rate, _places(rate)) + "%",
            "range": option,
        }
    before, now, unit = _quotients(standard, formula, figures)
    # Two places, unless they would make two different numbers look the same.
    places = _COARSE if before == now or _round(before, _COARSE) != _round(now, _COARSE) else _FINE
    told = _round(before, places), _round(now, places)
    said = {
        "before": number_text(told[0]) + ("%" if unit == "%" else ""),
        "now": number_text(told[1]) + unit,
        "change": option,
    }
    if told == (before, now):
        return _("按所填数字：由 %(before)s 变为 %(now)s，%(change)s") % said
    return _("按所填数字：由 %(before)s 变为 %(now)s（四舍五入），%(change)s") % said


def _fit(standard: Standard, question: Question, figures: Mapping[str, Decimal]) -> bool:
    try:
        check_figure_values(standard, question, used_figures(question, figures))
    except InvalidAnswer:
        return False
    return True


def _quotients(
    standard: Standard, formula: Formula, figures: Mapping[str, Decimal]
) -> tuple[Decimal, Decimal, str]:
    """Return the quotient of both periods, for showing only, and its unit."""
    before, now = figures[formula.part_before], figures[formula.part]
    unit = local(standard.figure_by_code[formula.part].unit)
    if not formula.whole:
        return before, now, f" {unit}"
    below = local(standard.figure_by_code[formula.whole].unit)
    if unit == below:
        return (
            _percent(before, figures[formula.whole_before]),
            _percent(now, figures[formula.whole]),
            "%",
        )
    return before / figures[formula.whole_before], now / figures[formula.whole], f" {unit}/{below}"


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return part * 100 / whole


def _places(rate: Decimal) -> Decimal:
    """Two places, unless 10.004 % would then stand as 10 % beside the range above 10 %."""
    coarse = _round(rate, _COARSE)
    return _FINE if coarse == coarse.to_integral_value() != rate else _COARSE


def _round(value: Decimal, places: Decimal) -> Decimal:
    return value.quantize(places, rounding=ROUND_HALF_UP)


def _shown(value: Decimal, places: Decimal) -> str:
    """Return a number rounded for showing only, marked where it was."""
    rounded = _round(value, places)
    number = number_text(rounded)
    return number if rounded == value else _("约 %(number)s") % {"number": number}


def refusal(standard: Standard, error: InvalidAnswer) -> str:
    """Return why an answer cannot be saved, and what to do."""
    if error.reason == reasons.PART_OVER_WHOLE:
        formula = standard.question(error.code).formula
        whole = local(standard.figure_by_code[formula.whole].label) if formula else ""
        return _("不能大于“%(whole)s”。请核对两个数字。") % {"whole": whole}
    if error.reason == reasons.FIXED_FIGURE:
        return fixed_figure(standard, error.others)
    return {
        reasons.NEGATIVE_FIGURE: _("不能是负数。"),
        reasons.NOT_WHOLE: _("请填整数。"),
        reasons.IMPOSSIBLE_FIGURE: _("不可能有这么大，请核对。"),
        reasons.ZERO_DENOMINATOR: _("是分母，不能为 0。没有数据时请留空，或直接选择。"),
    }.get(error.reason, _("这个答案不能保存，请刷新页面后重试。"))


def fixed_figure(standard: Standard, users: Iterable[str]) -> str:
    """Return why a figure cannot be changed, and who can help. `users`: questions of closed sections."""
    items = _("、").join(label(standard, user) for user in users)
    return _("也用于“%(items)s”，那一部分已关闭。要改，请管理员先重新打开那一部分。") % {"items": items}


def contradiction(question: Question, value: Value | None, figures: Mapping[str, Decimal]) -> str:
    """Return a soft hint where figures that only check say something else than the chosen option."""
    formula = question.formula
    if formula is None or formula.decides or not isinstance(value, Chosen):
        return ""
    key = decide(question, figures)
    if key is None or key in value.options:
        return ""
    return _("所填数字显示“%(computed)s”，与所选“%(chosen)s”不一致，请核对。不影响保存。") % {
        "computed": local(question.option(key).text),
        "chosen": local(question.option(value.options[0]).text),
    }
