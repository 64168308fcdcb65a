"""What a move does to the answers, and what undoing it drops, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.domain.moving import Move, MovedItem, MoveOutcome, Staying
from assessment.domain.sheet import Sheet
from enterprises.wording.numbers import number_text
from standards.wording.answers import answer_lines, label
from standards.wording.changes import misfit_reason
from standards.wording.results import local

# In the order in which the page lists them: what asks for something first.
GROUPS = {
    MoveOutcome.UNREADABLE: (gettext_lazy("需要重新作答"), gettext_lazy("原来的答案在新修订下不能沿用。")),
    MoveOutcome.NEW: (gettext_lazy("新增的题目和场景"), gettext_lazy("原来没有问过，需要作答。")),
    MoveOutcome.LOOK_AGAIN: (
        gettext_lazy("沿用，但请核对"),
        gettext_lazy("题目、选项或说明有改动，答案先沿用。"),
    ),
    MoveOutcome.GONE: (
        gettext_lazy("不再询问"),
        gettext_lazy("原来的答案不再使用；提交前撤销改用，可以取回。"),
    ),
    MoveOutcome.KEPT: (gettext_lazy("原样沿用"), gettext_lazy("题目没有变化，不必再看。")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    label: str
    lines: tuple[str, ...] = ()  # the answer as it was, in words
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveGroup:
    title: str
    hint: str
    rows: tuple[MoveRow, ...]
    is_folded: bool  # nothing to do there


def move_groups(sheet: Sheet, move: Move) -> tuple[MoveGroup, ...]:
    """Return what becomes of the sheet, group by group; groups without rows are left out."""
    found = (
        MoveGroup(
            title=str(title),
            hint=str(hint),
            rows=(*(_row(sheet, move, item) for item in move.of(fate)), *_figures(sheet, move, fate)),
            is_folded=fate is MoveOutcome.KEPT,
        )
        for fate, (title, hint) in GROUPS.items()
    )
    return tuple(group for group in found if group.rows)


def _row(sheet: Sheet, move: Move, item: MovedItem) -> MoveRow:
    return MoveRow(
        label=label(move.old if item.fate is MoveOutcome.GONE else move.new, item.code),
        lines=answer_lines(move.old, item.code, item.value, sheet.figures),
        remark=misfit_reason(item.reason) if item.reason else "",
    )


def _figures(sheet: Sheet, move: Move, fate: MoveOutcome) -> tuple[MoveRow, ...]:
    """Return the numbers that the new revision asks for no more."""
    if fate is not MoveOutcome.GONE:
        return ()
    return tuple(figure_row(sheet, code) for code in move.gone_figures)


def figure_row(sheet: Sheet, code: str) -> MoveRow:
    """Return a number of the sheet under its name; empty where it has been taken back."""
    figure = sheet.standard.figure_by_code[code]
    value = sheet.figures.get(code)
    number = {"number": "" if value is None else number_text(value), "unit": local(figure.unit)}
    return MoveRow(
        label=local(figure.label), lines=() if value is None else (_("%(number)s %(unit)s") % number,)
    )


def since_rows(sheet: Sheet, answers: Iterable[str], figures: Iterable[str]) -> list[MoveRow]:
    """Return what was given since a move, as it is now."""
    return [
        *(answer_row(sheet, code) for code in answers),
        *(figure_row(sheet, code) for code in figures),
    ]


def undone_text(sheet: Sheet, number: int, stays: Staying) -> str:
    """Say that a move is undone, and what was left as it was. `sheet`: as it was before."""
    text = _("已撤销，恢复为修订 %(number)s 的答案。") % {"number": number}
    names = [row.label for row in since_rows(sheet, stays.answers, stays.figures)]
    if not names:
        return text
    items = _("、").join(names)
    return text + _("下列内容属于已关闭的部分，没有恢复：%(items)s。") % {"items": items}


def answer_row(sheet: Sheet, code: str) -> MoveRow:
    """Return an answer of the sheet as it is now; without lines where it has been taken back."""
    return MoveRow(
        label=label(sheet.standard, code),
        lines=answer_lines(sheet.standard, code, sheet.at(code).value, sheet.figures),
    )
