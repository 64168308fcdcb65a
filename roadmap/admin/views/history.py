"""The history of an entry over all its versions."""

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editing.views.history import one_page
from roadmap.admin.naming import naming_of
from roadmap.admin.views.pages import entry_or_404, page
from roadmap.presenters.history import events


@require_safe
def history(request: HttpRequest, object_id: str, *, model_admin: ModelAdmin) -> HttpResponse:
    """Show who changed what in any version of an entry, from what to what, the newest first."""
    entry = entry_or_404(request, model_admin, object_id)
    found = one_page(request, events(entry, naming_of(request)))
    return page(request, model_admin, "history", {"title": _("修改记录"), "entry": entry, "page": found})
