"""What happens to a version of an entry, except publication: a next draft, retirement, deletion."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editing.permissions import require
from editing.views.steps import METHODS, Done, Step, confirmation
from enterprises.forms.requests import signed_in
from roadmap import permissions
from roadmap.admin.addresses import change_url, list_url
from roadmap.admin.views.pages import entry_or_404, run_step, unfit
from roadmap.models import State
from roadmap.models.mapping import kind_of
from roadmap.selectors import entries as selectors
from roadmap.services import copy_entry, delete_draft, retire_entry
from roadmap.wording.steps import (
    DELETE_DRAFTS_ONLY,
    DRAFT_DELETED,
    DRAFT_MADE,
    HAS_DRAFT,
    RETIRE_PUBLISHED_ONLY,
    RETIRED,
)


@require_http_methods(METHODS)
def copy(request: HttpRequest, object_id: str, *, model_admin: ModelAdmin) -> HttpResponse:
    """Begin the next version from this one."""
    entry = entry_or_404(request, model_admin, object_id)
    require(permissions.can_write(request.user, type(entry)))
    if selectors.draft_of(entry) is not None:
        return unfit(request, model_admin, entry, HAS_DRAFT)

    def act(_given: dict[str, Any]) -> Done:
        made = copy_entry(entry=entry, by=signed_in(request), at=timezone.now())
        said = DRAFT_MADE
        return Done(said=said % {"version": made.version}, url=change_url(made))

    step = Step(
        template="copy",
        title=_("新建下一版草稿"),
        form=confirmation(request),
        act=act,
        context=lambda: {"version": selectors.next_versions(kind_of(entry), [entry.code])[entry.code]},
    )
    return run_step(request, model_admin, entry, step)


@require_http_methods(METHODS)
def retire(request: HttpRequest, object_id: str, *, model_admin: ModelAdmin) -> HttpResponse:
    """Take a published entry off the pages, after saying who refers to it."""
    entry = entry_or_404(request, model_admin, object_id)
    require(permissions.can_publish(request.user, type(entry)))
    if entry.state != State.PUBLISHED:
        return unfit(request, model_admin, entry, RETIRE_PUBLISHED_ONLY)

    def act(_given: dict[str, Any]) -> Done:
        retire_entry(entry=entry, by=signed_in(request), at=timezone.now())
        return Done(said=str(RETIRED), url=change_url(entry))

    step = Step(
        template="retire",
        title=_("停用"),
        form=confirmation(request),
        act=act,
        context=lambda: {"referring": selectors.referring(entry)},
    )
    return run_step(request, model_admin, entry, step)


@require_http_methods(METHODS)
def discard(request: HttpRequest, object_id: str, *, model_admin: ModelAdmin) -> HttpResponse:
    """Delete a draft; one that others refer to stays unless there is another version of it."""
    entry = entry_or_404(request, model_admin, object_id)
    require(permissions.can_write(request.user, type(entry)))
    if entry.state != State.DRAFT:
        return unfit(request, model_admin, entry, DELETE_DRAFTS_ONLY)

    def act(_given: dict[str, Any]) -> Done:
        delete_draft(entry=entry, by=signed_in(request), at=timezone.now())
        said = DRAFT_DELETED % {"version": entry.version}
        return Done(said=said, url=list_url(type(entry)))

    step = Step(
        template="discard",
        title=_("删除草稿"),
        form=confirmation(request),
        act=act,
        context=lambda: {
            "holders": selectors.holders(entry),
            "others_wrote": bool(selectors.authors(entry) - {request.user.pk}),
        },
    )
    return run_step(request, model_admin, entry, step)
