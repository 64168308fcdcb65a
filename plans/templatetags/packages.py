"""Packages for the acceptance in templates: where each item of a list can be filled, and in what words."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.domain.acceptance import Item, ItemState, Part
from plans.models import FileKind, Package
from plans.selectors.checklists import checklist
from plans.selectors.dossier import Dossier
from plans.wording.plans import item_state_text
from standards.wording.results import local

register = template.Library()

TAGS = {
    ItemState.HELD: "done",
    ItemState.PART: "part",
    ItemState.MISSING: "todo",
    ItemState.AUTHORITY: "part",
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
            state=item_state_text(dossier.standings[item.code]),
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


def _url(dossier: Dossier, item: Item) -> str:
    """Return where an item can be filled or looked at; empty where there is no such place."""
    plan = dossier.plan
    after = (
        reverse("reports:result", args=[dossier.after_row.public_id])
        if dossier.after_row
        else reverse("assessment:overview", args=[plan.enterprise.public_id])
    )
    places = {
        Part.BEFORE: reverse("reports:result", args=[plan.snapshot.public_id]),
        Part.AFTER: after,
        Part.DIFFERENCE: after,
        Part.STEPS: reverse("plans:plan", args=[plan.public_id]),
        Part.EFFECTS: reverse("plans:effects", args=[plan.public_id]),
        Part.FILES: reverse("plans:files", args=[plan.public_id]),
    }
    return places.get(item.part, "")


def _hint(dossier: Dossier, item: Item) -> str:
    """Say how much there is, or what to do for it."""
    held = dossier.holdings
    if item.part is Part.FILES:
        return _files_hint(FileKind(item.kind), held.files.get(item.kind, 0))
    hints = {
        Part.STEPS: _("%(steps)s 步中有 %(proven)s 步已完成并有记录或文件")
        % {"steps": held.steps, "proven": held.proven},
        Part.AFTER: "" if held.has_after else _("改造后再做一次自评并提交"),
        Part.DIFFERENCE: "" if held.has_after else _("改造后再做一次自评并提交"),
        Part.EFFECTS: "" if held.effects else _("填写改造前后的数据"),
        Part.PLEDGE: _("随目录打印，签字盖章"),
        Part.AUTHORITY: _("不用企业准备"),
    }
    return hints.get(item.part, "")


def _files_hint(kind: FileKind, files: int) -> str:
    if not files:
        return _("在“全部文件”里上传，种类选“%(kind)s”") % {"kind": kind.label}
    return ngettext("%(count)s 个文件", "%(count)s 个文件", files) % {"count": files}
