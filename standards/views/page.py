"""What the pages about one revision share: loading it, who may, and the frame of the admin around it."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from editing.permissions import require
from standards import permissions
from standards.models import Revision


def get_revision(request: HttpRequest, pk: int) -> Revision:
    """Return a revision with what its page names. Raises Http404; PermissionDenied for who may not look."""
    require(permissions.can_view(request.user))
    named = ("standard", "based_on__standard", "created_by", "published_by", "retired_by")
    besides = ("verification", "defect__corrected_by__standard", "standard__derives_from__standard")
    found = Revision.objects.select_related(*named, *besides).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def page(
    request: HttpRequest,
    template: str,
    revision: Revision,
    *,
    title: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """Render a page about a revision within the admin."""
    frame = admin.site.each_context(request)
    given = {"title": title, "revision": revision, "may": abilities(request, revision)}
    return render(
        request, f"admin/standards/revision/{template}", {**frame, **given, **context}, status=status
    )


def abilities(request: HttpRequest, revision: Revision) -> dict[str, bool]:
    """Return what the signed-in person may do with a revision now, for templates."""
    return {
        "edit": permissions.can_edit(request.user, revision),
        "write": permissions.can_write(request.user),
        "publish": permissions.can_publish(request.user),
        "verify": permissions.can_verify(request.user),
    }


def tree_url(revision: Revision) -> str:
    """Return the address of a revision's page."""
    return reverse("admin:standards_revision_change", args=[revision.pk])
