"""The result page of a submitted assessment."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from assessment.selectors import get_snapshot, read_snapshot, superseding
from enterprises.permissions import can_edit, check_can_edit
from enterprises.services import choose_sector
from reports.charts import pictures
from reports.result import result_of
from roadmap.selectors import firm_roadmap, sectors


@require_GET
def result(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Show the level, why, and the way on."""
    found = get_snapshot(request.user, snapshot)
    enterprise = found.assessment.enterprise
    shown = result_of(read_snapshot(found))
    context = {
        "snapshot": found,
        "enterprise": enterprise,
        "superseding": superseding(found),
        "can_edit": can_edit(request.user, enterprise),
        "result": shown,
        "pictures": pictures(shown),
        "roadmap": None,
    }
    return render(request, "reports/result.html", context)
