"""Public pages for whoever has a file: check its seal on the device, get the certificates that go with it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports.models import Certificate
from reports.presenters.verifier import verifier_page


@login_not_required
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Check a file in the browser; nothing is sent here."""
    return render(request, "reports/verify.html", {"certificates": Certificate.objects.order_by("-pk")})


@login_not_required
@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """Send the page that does the same without a network, as a file: its script stands in it."""
    # No page of this site: its script would be one that stands in a page.
    return _file(verifier_page(), "application/octet-stream", "shujie-verify.html")


@login_not_required
@require_safe
def certificate(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """Send a certificate by which files were sealed."""
    found = get_object_or_404(Certificate, fingerprint=fingerprint)
    return _file(found.pem, "application/x-pem-file", f"shujie-{fingerprint[:16]}.pem")


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
