"""The tables of the first document of a package, in the active language."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editing.domain.decimals import plain
from plans.domain.acceptance import Item, ItemState
from plans.domain.difference import AnswerChange
from plans.domain.effects import change_percent
from plans.models import EffectFigure
from plans.presenters.acceptance.shapes import Cell, ItemRow, ItemTable, Table
from plans.selectors.dossier import Dossier, StepRecord
from plans.wording import places
from plans.wording.plans import change_text, item_state_text, points_change_text
from roadmap.wording.plans import answer_text
from standards.domain.standard import Standard
from standards.wording.answers import label
from standards.wording.results import local, points_text


def items(dossier: Dossier) -> ItemTable:
    """Return the list of the authority with how each item stands."""
    lacking = len(dossier.missing)
    return ItemTable(
        title=_("材料清单"),
        paragraphs=(
            _("清单上的材料都已齐备。")
            if lacking == 0
            else ngettext(
                "还有 %(count)s 项没有齐备，见“状态”一栏。",
                "还有 %(count)s 项没有齐备，见“状态”一栏。",
                lacking,
            )
            % {"count": lacking},
        ),
        columns=("", _("材料"), _("状态"), _("在材料包中的位置")),
        rows=tuple(
            _item(dossier, item, number) for number, item in enumerate(dossier.checklist.items, start=1)
        ),
    )


def _item(dossier: Dossier, item: Item, number: int) -> ItemRow:
    stands = dossier.standings[item.code]
    return ItemRow(
        number=str(number),
        name=local(item.name),
        state=item_state_text(stands),
        held=item not in dossier.missing,
        place="" if stands is ItemState.MISSING else places.of_item(item),
    )


def points(dossier: Dossier) -> Table:
    """Return the points before and after; a paragraph instead where there is no result after."""
    found = dossier.difference
    columns = (_("维度"), _("改造前"), _("改造后"), _("变化"))
    if found is None:
        why = _("改造后还没有提交自评，不能对比。")
        return Table(title=_("改造前后对比"), paragraphs=(why,), columns=columns, rows=())
    return Table(
        title=_("改造前后对比"),
        paragraphs=(levels_text(dossier),),
        columns=columns,
        rows=tuple(
            (
                local(change.dimension.name) if change.dimension else _("总分"),
                points_text(change.before),
                points_text(change.after),
                points_change_text(change.after - change.before),
            )
            for change in found.points
        ),
    )


def answers(dossier: Dossier) -> Table:
    """Return what is answered otherwise after."""
    changes = dossier.difference.answers if dossier.difference else ()
    after = dossier.after or dossier.before
    return Table(
        title=_("有变化的题目和场景"),
        paragraphs=(),
        columns=(_("题目或场景"), _("改造前"), _("改造后")),
        rows=tuple(_answer(change, dossier.before.standard, after.standard) for change in changes),
    )


def _answer(change: AnswerChange, old: Standard, new: Standard) -> tuple[str, str, str]:
    return (
        label(new, change.code),
        answer_text(old, change.code, change.before) if change.before else "–",
        answer_text(new, change.code, change.after),
    )


def steps(dossier: Dossier) -> Table:
    """Return what was done, step by step."""
    return Table(
        title=_("实施步骤"),
        paragraphs=(),
        columns=(
            "",
            _("步骤与完成标准"),
            _("状态"),
            _("起止"),
            _("计划费用（万元）"),
            _("实际费用（万元）"),
            _("文件"),
        ),
        rows=tuple(_step(record) for record in dossier.steps),
    )


def _step(record: StepRecord) -> tuple[Cell, ...]:
    step, measure = record.step, record.measure
    done_when = _("完成标准：%(text)s") % {"text": local(measure.done_when)} if measure.done_when else ""
    finished = step.done_on or step.due_on
    return (
        str(step.position),
        tuple(filter(None, (local(measure.title), done_when))),
        step.get_state_display(),
        (step.starts_on.isoformat(), finished.isoformat()),
        plain(step.cost_planned),
        _("未填") if step.cost_real is None else plain(step.cost_real),
        str(len(record.files)),
    )


def effects(dossier: Dossier) -> Table:
    """Return the figures before and after."""
    return Table(
        title=_("成效数据"),
        paragraphs=(_("企业自行填写的数据，来源见末栏。") if dossier.effects else _("还没有填写成效数据。"),),
        columns=(_("指标"), _("改造前"), _("改造后"), _("变化"), _("数据来源")),
        rows=tuple(_effect(effect) for effect in dossier.effects),
    )


def _effect(effect: EffectFigure) -> tuple[str, ...]:
    unit = f" {effect.unit}" if effect.unit else ""
    return (
        effect.name,
        f"{plain(effect.before)}{unit}",
        f"{plain(effect.after)}{unit}",
        _percent(effect),
        effect.basis,
    )


def _percent(effect: EffectFigure) -> str:
    percent = change_percent(effect.before, effect.after)
    return "–" if percent is None else change_text(percent)


def files(dossier: Dossier) -> Table:
    """Return where each file lies, with its digest."""
    paths = places.of_files(dossier)
    return Table(
        title=_("文件清单"),
        paragraphs=(
            _("末栏是文件内容的 SHA-256 摘要的前 16 位，文件改动后会不同。")
            if paths
            else _("还没有上传文件。"),
        ),
        columns=(_("文件"), _("大小"), _("摘要")),
        rows=tuple((path, filesizeformat(file.size), file.sha256[:16]) for file, path in paths.items()),
    )


def levels_text(dossier: Dossier) -> str:
    """Say the level before and after."""
    before = local(dossier.before.standard.rule.name(dossier.before.result["level"]))
    if dossier.after is None:
        return _("改造前%(before)s；改造后还没有提交自评") % {"before": before}
    after = local(dossier.after.standard.rule.name(dossier.after.result["level"]))
    return _("改造前%(before)s，改造后%(after)s（企业自评）") % {"before": before, "after": after}
