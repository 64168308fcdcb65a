"""What happens to a version of an entry, except publication: a next draft, retirement, deletion."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from enterprises.forms.requests import signed_in
from roadmap import permissions
from roadmap.admin.addresses import change_url, list_url
from roadmap.admin.views.pages import entry_or_404, page, tell_refusal, unfit
from roadmap.models import State
from roadmap.models.mapping import kind_of
from roadmap.selectors import entries as selectors
from roadmap.services import RefusedChange, copy_entry, delete_draft, retire_entry

PAGE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE)
def copy(request: HttpRequest, object_id: str, *, model_admin: ModelAdmin) -> HttpResponse:
    """Begin the next version from this one."""
    entry = entry_or_404(request, model_admin, object_id)
    if not permissions.can_write(request.user, type(entry)):
        raise PermissionDenied
    if selectors.draft_of(entry) is not None:
        return unfit(request, model_admin, entry, _("这个条目已有草稿，请在草稿上修改。"))
    if request.method != "POST":
        versions = selectors.next_versions(kind_of(entry), [entry.code])
        context = {"title": _("新建下一版草稿"), "entry": entry, "version": versions[entry.code]}
        return page(request, model_admin, "copy", context)
    try:
        made = copy_entry(entry=entry, by=signed_in(request), at=timezone.now())
    except RefusedChange as refusal:
        tell_refusal(request, refusal)
        return redirect(change_url(entry))
    messages.success(
        request,
        _("已新建第 %(version)d 版草稿。发布之前，页面仍显示原来的版本。") % {"version": made.version},
    )
    return redirect(change_url(made))


@require_http_methods(PAGE)
def retire(request: HttpRequest, object_id: str, *, model_admin: ModelAdmin) -> HttpResponse:
    """Take a published entry off the pages, after saying who refers to it."""
    entry = entry_or_404(request, model_admin, object_id)
    if not permissions.can_publish(request.user, type(entry)):
        raise PermissionDenied
    if entry.state != State.PUBLISHED:
        return unfit(request, model_admin, entry, _("只有已发布的版本可以停用。"))
    if request.method != "POST":
        context = {"title": _("停用"), "entry": entry, "referring": selectors.referring(entry)}
        return page(request, model_admin, "retire", context)
    try:
        retire_entry(entry=entry, by=signed_in(request), at=timezone.now())
    except RefusedChange as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, _("已停用，页面上不再显示。"))
    return redirect(change_url(entry))


@require_http_methods(PAGE)
def discard(request: HttpRequest, object_id: str, *, model_admin: ModelAdmin) -> HttpResponse:
    """Delete a draft; one that others refer to stays unless there is another version of it."""
    entry = entry_or_404(request, model_admin, object_id)
    if not permissions.can_write(request.user, type(entry)):
        raise PermissionDenied
    if entry.state != State.DRAFT:
        return unfit(request, model_admin, entry, _("只有草稿可以删除；已发布的版本可以停用。"))
    if request.method != "POST":
        context = {
            "title": _("删除草稿"),
            "entry": entry,
            "holders": selectors.holders(entry),
            "others_wrote": bool(selectors.authors(entry) - {request.user.pk}),
        }
        return page(request, model_admin, "discard", context)
    try:
        delete_draft(entry=entry, by=signed_in(request), at=timezone.now())
    except RefusedChange as refusal:
        tell_refusal(request, refusal)
        return redirect(change_url(entry))
    messages.success(request, _("已删除第 %(version)d 版草稿。") % {"version": entry.version})
    return redirect(list_url(type(entry)))
