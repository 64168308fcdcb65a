"""The history of a revision as a page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editing.views.history import one_page
from enterprises.forms.requests import key_from
from standards.presenters.history import KINDS, list_events, read_events
from standards.selectors.revisions import list_authors
from standards.views.page import get_revision, page


@require_safe
def history(request: HttpRequest, object_id: int, part: str = "") -> HttpResponse:
    """List every change of a revision, newest first; the address may name a part and a person."""
    revision = get_revision(request, object_id)
    part, by = part or request.GET.get("part", ""), request.GET.get("by", "")
    person = key_from(by) or None
    found = one_page(request, list_events(revision, part=part, by=person))
    context = {
        "page": found,
        "events": read_events(revision, found.object_list),
        "writers": list_authors(revision),
        "kinds": [(name, model._meta.verbose_name) for name, model in KINDS.items()],
        "part": part,
        "by": person,
        "query": f"{urlencode({'part': part, 'by': person or ''})}&",
        "one_part": "-" in part,
    }
    return page(request, "history.html", revision, title=_("修改记录"), context=context)
