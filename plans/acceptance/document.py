"""The first document of a package, in words: what is in it, what changed, what was done, what came of it.

It has no clock: everything in it, its date too, comes from the rows, so that equal rows give equal bytes.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessment.domain.decimals import plain
from assessment.domain.standard import Standard
from assessment.phrases import label
from assessment.wording import local, points_text
from enterprises.domain.regions import full_name
from plans.acceptance import places
from plans.acceptance.dossier import Dossier, StepRecord
from plans.acceptance.shapes import Fact, ItemRow, ItemTable, Pledge, Table
from plans.domain.acceptance import Item, Standing
from plans.domain.difference import AnswerChange
from plans.domain.effects import change_percent
from plans.models import EffectFigure
from plans.wording import change_text, points_change_text
from reports.content import ramp
from roadmap.models import Evidence
from roadmap.plan_wording import answer_text

STATES: dict[Standing, Promise] = {
    Standing.HELD: gettext_lazy("已有"),
    Standing.PART: gettext_lazy("不齐"),
    Standing.MISSING: gettext_lazy("缺"),
    Standing.AUTHORITY: gettext_lazy("由主管部门进行"),
}


def document(dossier: Dossier, *, number: str, at: datetime) -> dict[str, Any]:
    """Return the data of the layout `acceptance`, in the active language.

    `at`: when the package was asked for. The plan must have been followed.
    """
    firm = dossier.before.enterprise["name"]
    day = timezone.localdate(at)
    return {
        "language": "zh",
        "region": "CN",
        "title": _("%(firm)s 验收材料目录与对比") % {"firm": firm},
        "author": firm,
        "date": (day.year, day.month, day.day),
        "ramp": [asdict(colours) for colours in ramp(dossier.before.standard.rule.top)],
        "head_left": local(dossier.checklist.name),
        "head_right": firm,
        "foot_left": _("材料包编号 %(number)s") % {"number": number},
        "kicker": _("验收材料目录与对比"),
        "firm": firm,
        "mark": _("演示企业，数据为虚构") if dossier.plan.enterprise.is_demo else "",
        "facts": [asdict(fact) for fact in _facts(dossier)],
        "notices": _notices(dossier),
        "list": asdict(_items(dossier)),
        "points": asdict(_points(dossier)),
        "answers": asdict(_answers(dossier)),
        "steps": asdict(_steps(dossier)),
        "effects": asdict(_effects(dossier)),
        "pledge": asdict(_pledge()),
        "files": asdict(_files(dossier)),
    }


def missing_lines(dossier: Dossier) -> tuple[str, ...]:
    """Return what the list asks for and the package lacks, a line each."""
    return tuple(
        _("%(item)s：%(state)s") % {"item": local(item.name), "state": STATES[dossier.standings[item.code]]}
        for item in dossier.missing
    )


def _facts(dossier: Dossier) -> tuple[Fact, ...]:
    firm = dossier.before.enterprise
    return (
        Fact(label=_("统一社会信用代码"), value=firm["uscc"] or _("未填写")),
        Fact(label=_("所在地区"), value=full_name(firm["region"]) if firm["region"] else _("未填写")),
        Fact(label=_("改进方案"), value=dossier.plan.name),
        Fact(label=_("执行时间"), value=_period(dossier)),
        Fact(label=_("评测指标"), value=local(dossier.before.standard.name)),
        Fact(label=_("等级变化"), value=_levels(dossier)),
    )


def _period(dossier: Dossier) -> str:
    begun = date_format(dossier.plan.begins_on, "DATE_FORMAT") if dossier.plan.begins_on else ""
    if dossier.plan.closed_at is None:
        return _("%(begun)s 起，尚未结束") % {"begun": begun}
    ended = date_format(timezone.localdate(dossier.plan.closed_at), "DATE_FORMAT")
    return _("%(begun)s 至 %(ended)s") % {"begun": begun, "ended": ended}


def _levels(dossier: Dossier) -> str:
    before = local(dossier.before.standard.rule.name(dossier.before.result["level"]))
    if dossier.after is None:
        return _("改造前%(before)s；改造后还没有提交自评") % {"before": before}
    after = local(dossier.after.standard.rule.name(dossier.after.result["level"]))
    return _("改造前%(before)s，改造后%(after)s（企业自评）") % {"before": before, "after": after}


def _notices(dossier: Dossier) -> list[str]:
    checklist = dossier.checklist
    source = _("清单依据：%(source)s（%(evidence)s）。以当地当年的通知为准。") % {
        "source": local(checklist.source),
        "evidence": Evidence(checklist.evidence).label,
    }
    return [
        source,
        *([local(checklist.note)] if checklist.note else []),
        _("材料由企业自行提供，本平台未核对其真实性；自评等级未经现场评定。"),
    ]


def _items(dossier: Dossier) -> ItemTable:
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
        state=str(STATES[stands]),
        held=item not in dossier.missing,
        place="" if stands is Standing.MISSING else places.of_item(item),
    )


def _points(dossier: Dossier) -> Table:
    found = dossier.difference
    columns = (_("维度"), _("改造前"), _("改造后"), _("变化"))
    if found is None:
        why = _("改造后还没有提交自评，不能对比。")
        return Table(title=_("改造前后对比"), paragraphs=(why,), columns=columns, rows=())
    return Table(
        title=_("改造前后对比"),
        paragraphs=(_levels(dossier),),
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


def _answers(dossier: Dossier) -> Table:
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


def _steps(dossier: Dossier) -> Table:
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


def _step(record: StepRecord) -> tuple[str, ...]:
    step, measure = record.step, record.measure
    done_when = _("完成标准：%(text)s") % {"text": local(measure.done_when)} if measure.done_when else ""
    finished = step.done_on or step.due_on
    return (
        str(step.position),
        "\n".join(filter(None, (local(measure.title), done_when))),
        step.get_state_display(),
        f"{step.starts_on.isoformat()}\n{finished.isoformat()}",
        plain(step.cost_planned),
        _("未填") if step.cost_real is None else plain(step.cost_real),
        str(len(record.files)),
    )


def _effects(dossier: Dossier) -> Table:
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


def _pledge() -> Pledge:
    return Pledge(
        title=_("真实性承诺"),
        paragraphs=(
            _("本企业承诺：材料包中的材料、记录和数据真实、完整，复印件与原件一致。"),
            _("知悉自评结果不是主管部门的认定；因材料不实产生的责任由本企业承担。"),
        ),
        lines=(_("负责人签字"), _("企业盖章"), _("日期")),
    )


def _files(dossier: Dossier) -> Table:
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
