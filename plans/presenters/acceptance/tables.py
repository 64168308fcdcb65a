"""The tables of the first document of a package, in the active language."""

from collections.abc import Iterator

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editing.domain.decimals import plain
from plans.domain.acceptance import Item, ItemState
from plans.domain.effects import change_percent
from plans.models import EffectFigure
from plans.selectors.dossier import Dossier, StepRecord
from plans.selectors.proofs import Criterion
from plans.wording import places
from plans.wording.plans import change_text, item_state_text
from reports.document.blocks import Block, Column, Heading, Paragraph, Role, Row, Run, Table, Tone, line
from reports.domain.difference import AnswerChange, PointsChange
from roadmap.wording.plans import answer_text
from standards.domain.standard import Standard
from standards.wording.answers import label
from standards.wording.results import local, points_change_text, points_text


def items(dossier: Dossier) -> Iterator[Block]:
    """Return the list of the authority with how each item stands."""
    lacking = len(dossier.missing)
    yield Heading(_("材料清单"), level=1)
    if lacking:
        sentence = ngettext(
            "还有 %(count)s 项没有齐备，见“状态”一栏。", "还有 %(count)s 项没有齐备，见“状态”一栏。", lacking
        )
        yield Paragraph(sentence % {"count": lacking})
    else:
        yield Paragraph(_("清单上的材料都已齐备。"))
    yield Table(
        columns=(
            Column("", 8, Role.NUMBER),
            Column(_("材料")),
            Column(_("状态"), 26),
            Column(_("在材料包中的位置"), 52, tone=Tone.QUIET),
        ),
        rows=tuple(
            _item(dossier, item, number) for number, item in enumerate(dossier.checklist.items, start=1)
        ),
    )


def _item(dossier: Dossier, item: Item, number: int) -> Row:
    stands = dossier.standings[item.code]
    state = Run(item_state_text(stands), Tone.ALERT if item in dossier.missing else Tone.GOOD)
    place = "" if stands is ItemState.MISSING else places.of_item(item)
    return Row((str(number), local(item.name), line(state), place))


def points(dossier: Dossier) -> Iterator[Block]:
    """Return the points before and after; a paragraph instead where there is no result after."""
    found = dossier.difference
    yield Heading(_("改造前后对比"), level=1)
    if found is None:
        yield Paragraph(_("改造后还没有提交自评，不能对比。"))
        return
    yield Paragraph(levels_text(dossier))
    yield Table(
        columns=(
            Column(_("维度")),
            *(Column(label, 26, Role.NUMBER) for label in (_("改造前"), _("改造后"), _("变化"))),
        ),
        rows=tuple(_points(change) for change in found.points),
    )


def _points(change: PointsChange) -> Row:
    return Row(
        (
            local(change.part.name) if change.part else _("总分"),
            points_text(change.before),
            points_text(change.after),
            points_change_text(change.after - change.before),
        )
    )


def answers(dossier: Dossier) -> Iterator[Block]:
    """Return what is answered otherwise after."""
    changes = dossier.difference.answers if dossier.difference else ()
    after = dossier.after or dossier.before
    if not changes:
        return
    yield Heading(_("有变化的题目和场景"), level=2)
    yield Table(
        columns=(Column(_("题目或场景")), Column(_("改造前"), 46), Column(_("改造后"), 46)),
        rows=tuple(_answer(change, dossier.before.standard, after.standard) for change in changes),
    )


def _answer(change: AnswerChange, old: Standard, new: Standard) -> Row:
    return Row(
        (
            label(new, change.code),
            answer_text(old, change.code, change.before) if change.before else "–",
            answer_text(new, change.code, change.after),
        )
    )


def steps(dossier: Dossier) -> Iterator[Block]:
    """Return what was done, step by step."""
    yield Heading(_("实施步骤"), level=1)
    yield Table(
        columns=(
            Column("", 8, Role.NUMBER),
            Column(_("步骤与完成标准")),
            Column(_("状态"), 18),
            Column(_("起止"), 25),
            Column(_("计划费用（万元）"), 20, Role.NUMBER),
            Column(_("实际费用（万元）"), 20, Role.NUMBER),
            Column(_("文件"), 14, Role.NUMBER),
        ),
        rows=tuple(_step(record) for record in dossier.steps),
    )


def _step(record: StepRecord) -> Row:
    step, measure = record.step, record.measure
    finished = step.done_on or step.due_on
    return Row(
        (
            str(step.position),
            line(Run(local(measure.title)), *(_criterion(criterion) for criterion in record.criteria)),
            step.get_state_display(),
            line(Run(step.starts_on.isoformat()), Run(finished.isoformat(), below=True)),
            plain(step.cost_planned),
            _("未填") if step.cost_real is None else plain(step.cost_real),
            str(len(record.files)),
        )
    )


def _criterion(criterion: Criterion) -> Run:
    text = local(criterion.text)
    if criterion.tick is None:
        return Run(_("未勾选：%(text)s") % {"text": text}, Tone.ALERT, below=True)
    said = {"text": text, "who": criterion.tick.by, "day": timezone.localdate(criterion.tick.at).isoformat()}
    return Run(_("已做到：%(text)s（%(who)s，%(day)s 勾选）") % said, below=True)


def effects(dossier: Dossier) -> Iterator[Block]:
    """Return the figures before and after."""
    yield Heading(_("成效数据"), level=1)
    if not dossier.effects:
        yield Paragraph(_("还没有填写成效数据。"))
        return
    yield Paragraph(_("企业自行填写的数据，来源见末栏。"))
    yield Table(
        columns=(
            Column(_("指标")),
            *(Column(label, 24, Role.NUMBER) for label in (_("改造前"), _("改造后"), _("变化"))),
            Column(_("数据来源")),
        ),
        rows=tuple(_effect(effect) for effect in dossier.effects),
    )


def _effect(effect: EffectFigure) -> Row:
    unit = f" {effect.unit}" if effect.unit else ""
    percent = change_percent(effect.before, effect.after)
    return Row(
        (
            effect.name,
            f"{plain(effect.before)}{unit}",
            f"{plain(effect.after)}{unit}",
            "–" if percent is None else change_text(percent),
            effect.basis,
        )
    )


def files(dossier: Dossier) -> Iterator[Block]:
    """Return where each file lies, with its digest."""
    paths = places.of_files(dossier)
    yield Heading(_("文件清单"), level=1)
    if not paths:
        yield Paragraph(_("还没有上传文件。"))
        return
    yield Paragraph(_("末栏是文件内容的 SHA-256 摘要的前 16 位，文件改动后会不同。"))
    yield Table(
        columns=(Column(_("文件")), Column(_("大小"), 22, Role.NUMBER), Column(_("摘要"), 40)),
        rows=tuple(Row((path, filesizeformat(file.size), file.sha256[:16])) for file, path in paths.items()),
    )


def levels_text(dossier: Dossier) -> str:
    """Say the level before and after."""
    before = local(dossier.before.standard.rule.name(dossier.before.result["level"]))
    if dossier.after is None:
        return _("改造前%(before)s；改造后还没有提交自评") % {"before": before}
    after = local(dossier.after.standard.rule.name(dossier.after.result["level"]))
    return _("改造前%(before)s，改造后%(after)s（企业自评）") % {"before": before, "after": after}
