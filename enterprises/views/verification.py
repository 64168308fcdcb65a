"""A firm asks staff to compare its name and code with its licence, and sees what came of it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from enterprises import permissions, selectors
from enterprises.forms.requests import signed_in
from enterprises.forms.verification import LicenceForm
from enterprises.models import Enterprise, User
from enterprises.services.verifying import RefusedVerification, ask_for_verification
from enterprises.wording.verification import ASKED, obstacle_text


@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Show what is known of the firm's identity; the owner sends a picture of the licence."""
    user = signed_in(request)
    firm = selectors.get_enterprise(user, enterprise)
    if request.method != "POST":
        return _page(request, user, firm, LicenceForm())
    permissions.check_can_manage(user, firm)
    form = LicenceForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            ask_for_verification(
                enterprise=firm,
                picture=form.cleaned_data["licence"],
                by=user,
                at=timezone.now(),
                on=timezone.localdate(),
            )
        except RefusedVerification as refused:
            form.add_error("licence", obstacle_text(refused.obstacle))
        else:
            messages.success(request, ASKED)
            return redirect("enterprises:verification", enterprise=firm.public_id)
    return _page(request, user, firm, form, status=422)


def _page(
    request: HttpRequest, user: User, firm: Enterprise, form: LicenceForm, *, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    past = list(selectors.list_verifications(firm))
    is_verified = firm.is_verified_on(today)
    context = {
        "enterprise": firm,
        "form": form,
        "past": past,
        "is_verified": is_verified,
        "keeps_pictures": settings.KEEP_LICENCES,
        "is_taken": not is_verified and selectors.verified_twin(firm, today) is not None,
        "waits": any(one.is_open for one in past),
        "may_ask": permissions.can_manage(user, firm),
    }
    return render(request, "enterprises/verification.html", context, status=status)
