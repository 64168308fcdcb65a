"""The privacy notice and consent, the account page, export and deletion."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enterprises.domain import privacy
from enterprises.domain.file_names import disposition
from enterprises.domain.keys import Change
from enterprises.forms.accounts import AccountForm, DeleteAccountForm
from enterprises.forms.adapter import SLOWED, mail_is_configured
from enterprises.forms.codes import Purpose, begin, proves
from enterprises.forms.requests import client_ip, local_address, signed_in
from enterprises.forms.securing import secure
from enterprises.models import User
from enterprises.selectors.people import list_firms_alone, list_firms_to_hand_over, personal_data
from enterprises.services import accounts
from enterprises.views.logged import logged_download
from enterprises.wording.accounts import ACCOUNT_DELETED, IDENTITY_TAKEN, SAVED, TOO_MANY_CODES

ACCOUNT = ("name", "email", "phone", "wants_reminders")


@login_not_required
def login(request: HttpRequest) -> HttpResponseBase:
    """Sign in. Who has to wait before the next attempt gets the form back, and 429."""
    response: HttpResponseBase = allauth_views.login(request)
    form = (getattr(response, "context_data", None) or {}).get("form")
    for error in form.errors.as_data().get(NON_FIELD_ERRORS, ()) if form else ():
        if error.code == SLOWED:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(error.params["seconds"])
    return response


@require_safe
@login_not_required
def privacy_notice(request: HttpRequest) -> HttpResponse:
    """Say who operates this and who sees what; ask for consent to a new version."""
    context = {
        "version": privacy.VERSION,
        "must_agree": request.user.is_authenticated
        and getattr(request.user, "privacy_version", "") != privacy.VERSION,
        "next": local_address(request, request.GET.get("next", "")),
    }
    return render(request, "enterprises/privacy.html", context)


@require_POST
def agree(request: HttpRequest) -> HttpResponse:
    """Record consent to the present notice."""
    user = signed_in(request)
    if user.privacy_version != privacy.VERSION:
        accounts.agree(user=user, ip=client_ip(request), at=timezone.now())
    return redirect(local_address(request, request.POST.get("next", "")) or "enterprises:home")


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show and change name, e-mail address and mobile number."""
    user = signed_in(request)
    form = AccountForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_bound and form.is_valid():
        if answer := change_account(request, user, form.cleaned_data):
            return answer
        form.add_error(None, TOO_MANY_CODES)
    return render(request, "enterprises/account.html", {"form": form, "consents": user.consents.all()})


def change_account(
    request: HttpRequest, user: User, given: Mapping[str, Any], proved: tuple[str, ...] = ()
) -> HttpResponse | None:
    """Save what the form gave, after a code for each new address and number. None: too many were sent."""
    for to in (given["phone"], given["email"]):
        if to and to not in (user.phone, user.email, *proved) and proves(to):
            if not _prove(request, user, given, to=to, proved=proved):
                return None
            return redirect("account_confirm_login_code")
    _save_account(request, user, given, proved)
    return redirect("enterprises:account")


def _save_account(
    request: HttpRequest, user: User, given: Mapping[str, Any], proved: tuple[str, ...]
) -> None:
    """Save what the form gave, and say so; what signs the person in has other sessions end."""
    changes, told_at = _sign_in_changes(user, given), user.email or given["email"]
    try:
        accounts.change_account(
            user=user,
            name=given["name"],
            email=given["email"],
            phone=given["phone"],
            wants_reminders=given["wants_reminders"],
            email_proved=given["email"] in proved,
        )
    except IntegrityError:  # taken a moment ago
        messages.error(request, IDENTITY_TAKEN)
        return
    messages.success(request, SAVED)
    for change in changes:
        secure(request, user=user, change=change, told_at=told_at, at=timezone.now())


def _prove(
    request: HttpRequest, user: User, given: Mapping[str, Any], *, to: str, proved: tuple[str, ...]
) -> bool:
    """Send a code to what is new: all is saved once it is typed. False: too many were sent."""
    changed = {name: given[name] for name in ACCOUNT if given[name] != getattr(user, name)}
    kept = {name: str(value or "") for name, value in changed.items()}  # what else is changed meanwhile stays
    kept |= {"user": str(user.pk), "proved": " ".join(proved)}
    return begin(request, purpose=Purpose.CHANGE, to=to, kept=kept, at=timezone.now())


def _sign_in_changes(user: User, given: Mapping[str, Any]) -> list[Change]:
    pairs = ((Change.EMAIL, user.email, given["email"]), (Change.PHONE, user.phone, given["phone"]))
    return [change for change, before, after in pairs if before != after]


@require_safe
@logged_download("my_data")
def export_data(request: HttpRequest) -> HttpResponse:
    """Hand out everything this app knows about the person."""
    response = JsonResponse(
        personal_data(signed_in(request)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = disposition("shujie-my-data.json")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def delete_account(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays, ask for the password, delete."""
    user = signed_in(request)
    to_hand_over = list_firms_to_hand_over(user)
    form = DeleteAccountForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_bound and not to_hand_over and form.is_valid():
        accounts.delete_account(user=user, at=timezone.now())
        logout(request)
        messages.success(request, ACCOUNT_DELETED)
        return redirect("enterprises:home")
    context = {
        "form": form,
        "to_hand_over": to_hand_over,
        "alone": list_firms_alone(user),
        "left_days": settings.LEFT_FIRM_DAYS,
    }
    return render(request, "enterprises/delete_account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def password_reset(request: HttpRequest) -> HttpResponseBase:
    """Send a reset link, or say who helps where this installation sends no mail."""
    if not mail_is_configured():
        return render(request, "account/password_reset_unavailable.html")
    response: HttpResponseBase = allauth_views.password_reset(request)
    return response
