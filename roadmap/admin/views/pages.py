"""What these pages have in common: finding the entry, and rendering inside the admin."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from editing.permissions import require
from editing.services.refusals import RefusedChange
from editing.views.steps import Step, take
from enterprises.forms.requests import key_from
from roadmap import models, permissions
from roadmap.admin.addresses import change_url
from roadmap.selectors.entries import versions_of
from roadmap.wording.refusals import REFUSALS


def entry_or_404(request: HttpRequest, model_admin: ModelAdmin, object_id: str) -> models.Entry:
    """Return a version of an entry. Raises Http404, and PermissionDenied for who may not look at its kind."""
    model: Any = model_admin.model
    require(permissions.can_view(request.user, model))
    found: models.Entry | None = model.objects.filter(pk=key_from(unquote(object_id))).first()
    if found is None:
        raise Http404
    return found


def page(request: HttpRequest, model_admin: ModelAdmin, name: str, context: dict[str, Any]) -> HttpResponse:
    """Render a page of the admin. Context: `title` is its heading, `entry` what it is about, if one."""
    given = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts}
    return render(request, f"admin/roadmap/{name}.html", {**given, **context})


def unfit(request: HttpRequest, model_admin: ModelAdmin, entry: models.Entry, why: Promise) -> HttpResponse:
    """Say that this cannot be done with this version, and lead to the version with which it can."""
    versions = [row for row in versions_of(entry) if row.pk != entry.pk]
    context = {"title": entry.title, "entry": entry, "why": why, "versions": versions}
    return page(request, model_admin, "unfit", context)


def run_step(request: HttpRequest, model_admin: ModelAdmin, entry: models.Entry, step: Step) -> HttpResponse:
    """Show the page of a step, or take the step and go on. What is refused is said on the version's page."""

    def ask() -> HttpResponse:
        context = {"title": step.title, "entry": entry, **step.context()}
        return page(request, model_admin, step.template, context)

    def refuse(refusal: RefusedChange) -> HttpResponse:
        tell_refusal(request, refusal)
        return redirect(change_url(entry))

    return take(request, form=step.form, act=step.act, ask=ask, refuse=refuse)


def tell_refusal(request: HttpRequest, refusal: RefusedChange) -> None:
    """Say on the next page why nothing was written."""
    messages.error(request, str(REFUSALS[refusal.reason]))
