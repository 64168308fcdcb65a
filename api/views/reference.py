"""The description of the interface for people."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from api.presenters.reference import endpoints_of, shapes_of
from api.views.door import api


@require_safe
@login_not_required
def reference(request: HttpRequest) -> HttpResponse:
    """Say how to begin, and what each address takes and gives."""
    schema = api.get_openapi_schema()
    context = {
        "base": request.build_absolute_uri(reverse("api:v1:api-root")),
        "endpoints": endpoints_of(schema),
        "shapes": shapes_of(schema),
    }
    return render(request, "api/reference.html", context)
