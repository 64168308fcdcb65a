"""Filling without a network: the worker that answers in the browser then, and the page that it shows."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker of the pages below its address; its version follows from what it keeps."""
    page = render_to_string("assessment/offline.html", request=request)
    version = hashlib.sha256(page.encode()).hexdigest()[:12]
    return render(
        request, "assessment/worker.js", {"version": version}, content_type="text/javascript; charset=utf-8"
    )


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show what the worker shows without a network: nothing of anybody."""
    return render(request, "assessment/offline.html")
