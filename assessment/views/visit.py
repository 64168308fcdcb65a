"""Preparing for the assessment on site."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessment.presenters.visit import visit_rows
from assessment.selectors.answers import get_snapshot, read_snapshot
from assessment.selectors.proofs import load_proofs
from enterprises.forms.requests import signed_in


@require_safe
def visit(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """List what an assessor would ask for, what has no proof first; made to be printed."""
    found = get_snapshot(signed_in(request), snapshot)
    content = read_snapshot(found)
    rows = visit_rows(content, load_proofs(found.assessment))
    context = {
        "snapshot": found,
        "assessment": found.assessment,
        "enterprise": found.assessment.enterprise,
        "content": content,
        "open": [row for row in rows if not row.proofs],
        "proven": [row for row in rows if row.proofs],
    }
    return render(request, "assessment/visit.html", context)
