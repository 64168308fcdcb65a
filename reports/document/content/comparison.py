"""One report over two results: the six figures that cities ask for, then the changes behind them."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.document.blocks import (
    Block,
    Column,
    Heading,
    Note,
    Role,
    Row,
    Run,
    Table,
    Tone,
    line,
    paragraphs,
)
from reports.document.content.facts import Facts
from reports.document.content.notes import notes
from reports.document.content.results import scene_cell
from reports.domain.difference import difference
from reports.presenters.history import SceneMove, history_of
from reports.presenters.result import Result
from standards.wording.results import local, points_change_text, points_text


def comparison(facts: Facts, before: Result) -> Iterator[Block]:
    """Return what changed from an earlier result by the same standard to this one."""
    yield Heading(_("前后对比"), level=1)
    yield from paragraphs((_opening(facts, before),))
    yield Table(
        columns=(Column(_("项目")), *_before_and_after(facts, before), Column(_("变化"), 30, Role.NUMBER)),
        rows=tuple(_figures(before, facts.result)),
    )
    if facts.standard.scenes:
        yield Note(_("场景数按当次等级计：达到该等级及以上的场景；未达到最低等级的，按最低等级计。"))
    history = history_of(before, facts.result)
    groups = history.rows[1:]
    if groups:
        yield Heading(_("得分有变化的指标组"), level=2)
        yield Table(
            columns=(
                Column(_("指标组")),
                *_before_and_after(facts, before),
                Column(_("变化"), 30, Role.NUMBER),
            ),
            rows=tuple(Row((row.name, row.before, row.after, row.change)) for row in groups),
        )
    if facts.standard.scenes:
        yield from _scenes(facts, before, (*history.risen, *history.fallen))
    for one in (before, facts.result):
        yield from notes(facts, one, day=facts.submitted_on_of(one).isoformat())


def _opening(facts: Facts, before: Result) -> str:
    days = _days(facts, before)
    if before.standard.revision == facts.standard.revision:
        return _("两次都是企业自评，分别于 %(before)s 和 %(after)s 提交，用的是同一修订。") % days
    return _(
        "两次都是企业自评，分别于 %(before)s 和 %(after)s 提交，用的是第 %(old)s 版和第 %(new)s 版修订，"
        "差别可能有一部分来自修订。"
    ) % {**days, "old": before.standard.revision, "new": facts.standard.revision}


def _days(facts: Facts, before: Result) -> dict[str, str]:
    earlier = facts.submitted_on_of(before)
    return {
        "before": date_format(earlier, "DATE_FORMAT"),
        "after": date_format(facts.submitted_on, "DATE_FORMAT"),
    }


def _before_and_after(facts: Facts, before: Result, role: Role = Role.NUMBER) -> tuple[Column, Column]:
    return (
        Column(_("之前（%(day)s）") % {"day": facts.submitted_on_of(before)}, 38, role),
        Column(_("现在（%(day)s）") % {"day": facts.submitted_on}, 38, role),
    )


def _figures(before: Result, after: Result) -> Iterator[Row]:
    """Give level, points by dimension and scenes by kind: what pilot cities ask for is six of them."""
    found = difference(before.content, after.content)
    yield Row((_("等级"), local(before.level_name), local(after.level_name), ""))
    for change in found.points:
        name = local(change.part.name) if change.part else _("总分")
        moved = points_change_text(change.after - change.before)
        yield Row((name, points_text(change.before), points_text(change.after), moved))
    old, new = _scene_counts(before), _scene_counts(after)
    for name, count in new.items():
        earlier = old.get(name, 0)
        yield Row((name, str(earlier), str(count), points_change_text(Decimal(count - earlier))))


def _scene_counts(result: Result) -> dict[str, int]:
    """Return how many scenes reach the level of a result, by kind; none where the standard has no scenes."""
    if not result.standard.scenes:
        return {}
    count = result.grade.reached.counts[max(result.grade.level, 1)]
    if not result.standard.constrained:
        return {
            _("达到等级的场景（个）"): count.reached,
        }
    return {
        _("达到等级的约束性场景（个）"): count.constrained,
        _("达到等级的指导性场景（个）"): count.reached - count.constrained,
    }


def _scenes(facts: Facts, before: Result, moves: tuple[SceneMove, ...]) -> Iterator[Block]:
    yield Heading(_("场景等级的变化"), level=2)
    if not moves:
        yield from paragraphs((_("各场景的等级都没有变。"),))
        return
    yield Table(
        columns=(Column(_("场景")), *_before_and_after(facts, before, Role.TEXT), Column(_("变化"), 20)),
        rows=tuple(
            Row((scene_cell(facts, move.scene), move.before, move.after, line(_direction(move))))
            for move in moves
        ),
    )


def _direction(move: SceneMove) -> Run:
    return Run(_("上升"), Tone.GOOD) if move.rose else Run(_("下降"), Tone.ALERT)
