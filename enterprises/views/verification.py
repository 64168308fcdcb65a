"""A firm asks staff to compare its name and code with its licence, and sees what came of it."""

import logging
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from enterprises import permissions
from enterprises.forms.requests import signed_in
from enterprises.forms.verification import DomainForm, LicenceForm
from enterprises.models import Enterprise, User, VerificationState
from enterprises.selectors.firms import get_enterprise
from enterprises.selectors.verifying import list_verifications, mail_domain, verified_twin
from enterprises.services.verifying import Obstacle, RefusedVerification, ask_for_verification
from enterprises.services.vouching import confirm_domain, send_domain_code, verify_by_register
from enterprises.wording.verification import (
    ASKED,
    CODE_SENT,
    NOT_SENT,
    TOO_OFTEN,
    VERIFIED,
    obstacle_text,
)

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Show what is known of the firm's identity; the owner sends a picture of the licence."""
    user = signed_in(request)
    firm = get_enterprise(user, enterprise)
    if request.method != "POST":
        return _page(request, user, firm, LicenceForm())
    permissions.check_can_manage(user, firm)
    if "address" in request.POST:
        return _by_mail(request, user, firm)
    if "register" in request.POST and settings.FIRM_REGISTER:
        return _by_register(request, user, firm)
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
            return _done(request, firm, ASKED)
    return _page(request, user, firm, form, status=422)


def _by_mail(request: HttpRequest, user: User, firm: Enterprise) -> HttpResponse:
    """Mail a code to an address at the firm's domain, or take the one that was mailed."""
    form = DomainForm(request.POST)
    if form.is_valid():
        given = {
            "enterprise": firm,
            "address": form.cleaned_data["address"],
            "by": user,
            "at": timezone.now(),
            "on": timezone.localdate(),
        }
        try:
            key = given["address"].lower()  # nobody's mailbox is filled by many who have signed up for it
            if not ratelimit.consume(request, action="verify_domain", user=user, key=key):
                form.add_error(None, str(TOO_OFTEN))
            elif form.wants_code:
                confirm_domain(code=form.cleaned_data["code"], **given)
                return _done(request, firm, VERIFIED)
            else:
                send_domain_code(**given)
                messages.success(request, CODE_SENT)
                return _page(request, user, firm, LicenceForm(), domain=form, sent=True)
        except RefusedVerification as refused:
            field = "code" if refused.obstacle is Obstacle.WRONG_CODE else "address"
            form.add_error(field, obstacle_text(refused.obstacle))
        except OSError:
            logger.exception("The code for a domain could not be mailed")
            form.add_error("address", str(NOT_SENT))
    return _page(request, user, firm, LicenceForm(), domain=form, sent=form.wants_code, status=422)


def _by_register(request: HttpRequest, user: User, firm: Enterprise) -> HttpResponse:
    """Ask the register that the operator has named."""
    try:
        verify_by_register(enterprise=firm, by=user, at=timezone.now(), on=timezone.localdate())
    except RefusedVerification as refused:
        messages.error(request, obstacle_text(refused.obstacle))
        return redirect("enterprises:verification", enterprise=firm.public_id)
    return _done(request, firm, VERIFIED)


def _done(request: HttpRequest, firm: Enterprise, said: Promise) -> HttpResponse:
    messages.success(request, str(said))
    return redirect("enterprises:verification", enterprise=firm.public_id)


def _page(
    request: HttpRequest,
    user: User,
    firm: Enterprise,
    form: LicenceForm,
    *,
    domain: DomainForm | None = None,
    sent: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Render the page. `sent`: a code was mailed to the address of `domain`."""
    today = timezone.localdate()
    past = list(list_verifications(firm))
    is_verified = firm.is_verified_on(today)
    context = {
        "enterprise": firm,
        "form": form,
        "domain_form": (domain or DomainForm()) if settings.MAIL_CONFIGURED else None,
        "sent": sent,
        "has_register": bool(settings.FIRM_REGISTER),
        "mail_domain": "" if is_verified else mail_domain(firm, today),
        "past": past,
        "is_verified": is_verified,
        "keeps_pictures": settings.KEEP_LICENCES,
        "is_taken": not is_verified and verified_twin(firm, today) is not None,
        "refused": past[0] if past and past[0].state == VerificationState.REFUSED else None,
        "waits": any(one.is_open for one in past),
        "may_ask": permissions.can_manage(user, firm),
    }
    return render(request, "enterprises/verification.html", context, status=status)
