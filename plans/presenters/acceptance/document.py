"""The first document of a package, in words: what is in it, what changed, what was done, what came of it.

It has no clock: everything in it, its date too, comes from the rows, so that equal rows give equal bytes.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from enterprises.domain.regions import full_name
from enterprises.wording.firms import credit_code_text
from plans.presenters.acceptance import tables
from plans.selectors.dossier import Dossier
from plans.wording.plans import item_state_text
from reports.document.blocks import (
    Block,
    Document,
    Fact,
    FactList,
    Heading,
    Notice,
    Signatures,
    Title,
    Together,
    paragraphs,
    ramp,
)
from roadmap.models import EVIDENCE
from standards.wording.results import local


def document(dossier: Dossier, *, number: str, at: datetime) -> Document:
    """Return the document in the active language.

    `at`: when the package was asked for. The plan must have been followed.
    """
    firm = dossier.before.enterprise["name"]
    day = timezone.localdate(at)
    return Document(
        language="zh",
        region="CN",
        title=_("%(firm)s 验收材料目录与对比") % {"firm": firm},
        author=firm,
        date=(day.year, day.month, day.day),
        ramp=ramp(dossier.before.standard.rule.top),
        head_left=local(dossier.checklist.name),
        head_right=firm,
        foot_left=_("材料包编号 %(number)s") % {"number": number},
        blocks=tuple(_blocks(dossier)),
    )


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Title(
        kicker=_("验收材料目录与对比"),
        text=dossier.before.enterprise["name"],
        tag=_("演示企业，数据为虚构") if dossier.plan.enterprise.is_demo else "",
    )
    yield FactList(_facts(dossier))
    yield Notice(_notices(dossier))
    yield from tables.items(dossier)
    yield from tables.points(dossier)
    yield from tables.answers(dossier)
    yield from tables.steps(dossier)
    yield from tables.effects(dossier)
    yield _pledge()
    yield from tables.files(dossier)


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
        Fact(_("统一社会信用代码"), credit_code_text(firm["uscc"]) or _("未填写")),
        Fact(_("所在地区"), full_name(firm["region"]) if firm["region"] else _("未填写")),
        Fact(_("改进方案"), dossier.plan.name),
        Fact(_("执行时间"), _period(dossier)),
        Fact(_("评测指标"), local(dossier.before.standard.name)),
        Fact(_("等级变化"), tables.levels_text(dossier)),
    )


def _period(dossier: Dossier) -> str:
    begun = date_format(dossier.plan.begins_on, "DATE_FORMAT") if dossier.plan.begins_on else ""
    if dossier.plan.closed_at is None:
        return _("%(begun)s 起，尚未结束") % {"begun": begun}
    ended = date_format(timezone.localdate(dossier.plan.closed_at), "DATE_FORMAT")
    return _("%(begun)s 至 %(ended)s") % {"begun": begun, "ended": ended}


def _notices(dossier: Dossier) -> tuple[str, ...]:
    checklist = dossier.checklist
    source = _("清单依据：%(source)s（%(evidence)s）。以当地当年的通知为准。") % {
        "source": local(checklist.source),
        "evidence": EVIDENCE[checklist.evidence],
    }
    own_words = _("材料由企业自行提供，真实性未经核对；自评等级未经现场评定。")
    return (source, local(checklist.note), own_words) if checklist.note else (source, own_words)


def _pledge() -> Together:
    promises = (
        _("本企业承诺：材料包中的材料、记录和数据真实、完整，复印件与原件一致。"),
        _("知悉自评结果不是主管部门的认定；因材料不实产生的责任由本企业承担。"),
    )
    signed = Signatures((_("负责人签字"), _("企业盖章"), _("日期")))
    return Together((Heading(_("真实性承诺"), level=1), *paragraphs(promises), signed))
