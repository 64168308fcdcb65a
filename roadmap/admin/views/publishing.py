"""Publishing drafts: what they change, what is wrong, who may, and then the confirmation."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editing.permissions import require
from editing.services.lifecycle import own_work
from editing.services.refusals import RefusedChange
from editing.views.steps import METHODS, Done, confirmation, take
from enterprises.forms.requests import signed_in
from roadmap import models, permissions
from roadmap.admin.addresses import change_url
from roadmap.admin.naming import naming_of
from roadmap.admin.problems import listed_problems
from roadmap.admin.views.pages import entry_or_404, page, tell_refusal, unfit
from roadmap.models import State
from roadmap.presenters.entries import differences
from roadmap.selectors import entries as selectors
from roadmap.services import publish_entries
from roadmap.services.standards import reference_standard
from roadmap.wording.steps import PUBLISH_DRAFTS_ONLY, PUBLISHED

ALSO = "also"  # other drafts that are published with this one, as `measure-12`


@require_http_methods(METHODS)
def publish(request: HttpRequest, object_id: str, *, model_admin: ModelAdmin) -> HttpResponse:
    """Publish a draft, with others where they need each other, after saying what that does."""
    entry = entry_or_404(request, model_admin, object_id)
    require(permissions.can_publish(request.user, type(entry)))
    if entry.state != State.DRAFT:
        return unfit(request, model_admin, entry, PUBLISH_DRAFTS_ONLY)
    bundle = _bundle(request, entry)

    def ask() -> HttpResponse:
        return _page(request, model_admin, bundle)

    def act(_given: dict[str, Any]) -> Done:
        publish_entries(entries=bundle.together, by=signed_in(request), at=timezone.now())
        return Done(said=str(PUBLISHED), url=change_url(entry))

    def refuse(refusal: RefusedChange) -> HttpResponse:
        tell_refusal(request, refusal)
        return ask()

    return take(request, form=confirmation(request), act=act, ask=ask, refuse=refuse)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A draft, those that may be published with it, and those of them that are to be."""

    entry: models.Entry
    others: tuple[models.Entry, ...]
    chosen: tuple[models.Entry, ...]

    @property
    def together(self) -> tuple[models.Entry, ...]:
        """All that is published."""
        return (self.entry, *self.chosen)


def _bundle(request: HttpRequest, entry: models.Entry) -> Bundle:
    names = (request.POST if request.method == "POST" else request.GET).getlist(ALSO)
    others = tuple(
        row
        for row in selectors.drafts()
        if name_in_form(row) != name_in_form(entry) and permissions.can_publish(request.user, type(row))
    )
    chosen = tuple(row for row in others if name_in_form(row) in names)
    return Bundle(entry=entry, others=others, chosen=chosen)


def name_in_form(row: models.Entry) -> str:
    """Return what names a draft in the form."""
    return f"{row._meta.model_name}-{row.pk}"


def _page(request: HttpRequest, model_admin: ModelAdmin, bundle: Bundle) -> HttpResponse:
    try:
        found = selectors.soundness(map(selectors.content_of, bundle.together), reference_standard())
    except RefusedChange as refusal:
        tell_refusal(request, refusal)
        return redirect(change_url(bundle.entry))
    context, naming = _said(request, bundle), naming_of(request)
    context |= {"fresh": listed_problems(found.fresh, naming), "known": listed_problems(found.known, naming)}
    context["ready"] = not (found.fresh or context["without_note"] or context["refused_as_own"])
    return page(request, model_admin, "publish", context)


def _said(request: HttpRequest, bundle: Bundle) -> dict[str, Any]:
    """Return what the page says of the drafts, except what is wrong with them."""
    entry, person = bundle.entry, signed_in(request)
    published = selectors.published_of(entry)
    own = own_work(bundle.together, by=person, authors=selectors.authors)
    return {
        "title": _("发布"),
        "entry": entry,
        "published": published,
        "changes": differences(published, entry, naming_of(request)) if published else (),
        "others": [(name_in_form(row), row, row in bundle.chosen) for row in bundle.others],
        "without_note": [row for row in bundle.together if not row.change_note.strip()],
        "own": own,
        "refused_as_own": bool(own) and settings.FOUR_EYES,
    }
