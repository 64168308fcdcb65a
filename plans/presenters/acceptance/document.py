"""The first document of a package, in words: what is in it, what changed, what was done, what came of it.

It has no clock: everything in it, its date too, comes from the rows, so that equal rows give equal bytes.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from enterprises.domain.regions import full_name
from plans.presenters.acceptance import tables
from plans.presenters.acceptance.shapes import Fact, Pledge
from plans.selectors.dossier import Dossier
from plans.wording.plans import item_state_text
from reports.document.content import ramp
from roadmap.models import Evidence
from standards.wording.results import local


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
        "list": asdict(tables.items(dossier)),
        "points": asdict(tables.points(dossier)),
        "answers": asdict(tables.answers(dossier)),
        "steps": asdict(tables.steps(dossier)),
        "effects": asdict(tables.effects(dossier)),
        "pledge": asdict(_pledge()),
        "files": asdict(tables.files(dossier)),
    }


def missing_lines(dossier: Dossier) -> tuple[str, ...]:
    """Return what the list asks for and the package lacks, a line each."""
    return tuple(
        _("%(item)s：%(state)s")
        % {"item": local(item.name), "state": item_state_text(dossier.standings[item.code])}
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
        Fact(label=_("等级变化"), value=tables.levels_text(dossier)),
    )


def _period(dossier: Dossier) -> str:
    begun = date_format(dossier.plan.begins_on, "DATE_FORMAT") if dossier.plan.begins_on else ""
    if dossier.plan.closed_at is None:
        return _("%(begun)s 起，尚未结束") % {"begun": begun}
    ended = date_format(timezone.localdate(dossier.plan.closed_at), "DATE_FORMAT")
    return _("%(begun)s 至 %(ended)s") % {"begun": begun, "ended": ended}


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


def _pledge() -> Pledge:
    return Pledge(
        title=_("真实性承诺"),
        paragraphs=(
            _("本企业承诺：材料包中的材料、记录和数据真实、完整，复印件与原件一致。"),
            _("知悉自评结果不是主管部门的认定；因材料不实产生的责任由本企业承担。"),
        ),
        lines=(_("负责人签字"), _("企业盖章"), _("日期")),
    )
