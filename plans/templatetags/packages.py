"""Packages for the acceptance in templates: where each item of a list can be filled, and in what words."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.wording import local
from plans.acceptance.checklists import checklist
from plans.acceptance.document import STATES
from plans.acceptance.dossier import Dossier
from plans.domain.acceptance import Checklist, Item, Part, Standing
from plans.models import Package
from roadmap.models import Evidence

register = template.Library()

TAGS = {
    Standing.HELD: "done",
    Standing.PART: "part",
    Standing.MISSING: "todo",
    Standing.AUTHORITY: "part",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item of a list: how it stands, where to fill it, and what to do there."""

    item: Item
    state: str
    tag: str
    url: str
    hint: str


@register.filter
def item_rows(dossier: Dossier) -> tuple[ItemRow, ...]:
    """Return the items of the list in order."""
    return tuple(
        ItemRow(
            item=item,
            state=str(STATES[dossier.standings[item.code]]),
            tag=TAGS[dossier.standings[item.code]],
            url=_url(dossier, item),
            hint=_hint(dossier, item),
        )
        for item in dossier.checklist.items
    )


@register.filter
def list_name(package: Package) -> str:
    """Return the name of the list that a package follows."""
    return local(checklist(package.template).name)


@register.filter
def evidence_name(found: Checklist) -> str:
    """Say how well a list is known."""
    return str(Evidence(found.evidence).label)


def _url(dossier: Dossier, item: Item) -> str:
    plan = [dossier.plan.public_id]
    match item.part:
        case Part.BEFORE:
            return reverse("reports:result", args=[dossier.plan.snapshot.public_id])
        case Part.AFTER | Part.DIFFERENCE if dossier.after_row:
            return reverse("reports:result", args=[dossier.after_row.public_id])
        case Part.AFTER | Part.DIFFERENCE:
            return reverse("assessment:overview", args=[dossier.plan.enterprise.public_id])
        case Part.STEPS:
            return reverse("plans:plan", args=plan)
        case Part.EFFECTS:
            return reverse("plans:effects", args=plan)
        case Part.FILES:
            return reverse("plans:files", args=plan)
        case _:
            return ""


def _hint(dossier: Dossier, item: Item) -> str:
    held = dossier.holdings
    match item.part:
        case Part.STEPS:
            return _("%(steps)s 步中有 %(proven)s 步已完成并有记录或文件") % {
                "steps": held.steps,
                "proven": held.proven,
            }
        case Part.FILES if count := held.files.get(item.kind, 0):
            return ngettext("%(count)s 个文件", "%(count)s 个文件", count) % {"count": count}
        case Part.FILES:
            return _("在“文件”里上传，种类选对")
        case Part.AFTER | Part.DIFFERENCE if not held.has_after:
            return _("改造后再做一次自评并提交")
        case Part.EFFECTS if not held.effects:
            return _("填写改造前后的数据")
        case Part.PLEDGE:
            return _("随目录打印，签字盖章")
        case Part.AUTHORITY:
            return _("不用企业准备")
        case _:
            return ""
