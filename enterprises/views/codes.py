"""Codes by SMS: asking for one, and what is done once it is typed. None of it is there without a provider."""

from collections.abc import Callable, Mapping

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.signup import complete_signup
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from enterprises.domain.identity import masked
from enterprises.forms import codes
from enterprises.forms.codes import Awaited, MobileForm, Purpose, TextCodeForm
from enterprises.forms.requests import client_ip, local_address, signed_in
from enterprises.models import User
from enterprises.services import enterprises as services
from enterprises.services.texting import is_on
from enterprises.views.accounts import save_account
from enterprises.wording.accounts import (
    CODE_GONE,
    IDENTITY_TAKEN,
    TEXT_CODE_USED_UP,
    TEXT_SENT_AGAIN,
    TOO_MANY_TEXTS,
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def ask(request: HttpRequest) -> HttpResponse:
    """Send a code to sign in with, be there such a number or not."""
    _only_with_provider()
    if request.user.is_authenticated:
        return redirect("enterprises:home")
    form = MobileForm(request.POST or None)
    leads_to = local_address(request, request.POST.get("next", request.GET.get("next", "")))
    if form.is_bound and form.is_valid():
        phone = form.cleaned_data["phone"]
        known = User.objects.filter(phone=phone, is_active=True).exists()
        kept = {"next": leads_to}
        at = timezone.now()
        if codes.begin(request, purpose=Purpose.SIGN_IN, phone=phone, reaches=known, kept=kept, at=at):
            return redirect("account_confirm_login_code")
        form.add_error(None, TOO_MANY_TEXTS)
    return render(request, "account/request_login_code.html", {"form": form, "next": leads_to})


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the code, or send another one."""
    _only_with_provider()
    awaited = codes.awaited_code(request, at=timezone.now())
    if awaited is None:
        if request.method == "POST":
            messages.error(request, CODE_GONE)
        return redirect("account_login")
    if "again" in request.POST:
        if codes.again(request, awaited, at=timezone.now()):
            messages.success(request, TEXT_SENT_AGAIN)
        else:
            messages.error(request, TOO_MANY_TEXTS)
        return redirect("account_confirm_login_code")
    form = TextCodeForm(request.POST or None, awaited=awaited)
    if form.is_bound and form.is_valid():
        codes.forget(request)
        return FINISH[awaited.purpose](request, awaited)
    if form.has_error("code", codes.USED_UP):
        codes.forget(request)
        messages.error(request, TEXT_CODE_USED_UP)
        return redirect("account_login")
    context = {"form": form, "phone": masked(awaited.phone)}
    return render(request, "account/confirm_login_code.html", context)


def _only_with_provider() -> None:
    if not is_on():
        raise Http404


def _sign_up(request: HttpRequest, awaited: Awaited) -> HttpResponse:
    kept = awaited.kept
    user = User(phone=awaited.phone, name=kept["name"], password=kept["password"])
    try:
        services.welcome(user=user, ip=client_ip(request), at=timezone.now())
    except IntegrityError:  # taken a moment ago
        messages.error(request, IDENTITY_TAKEN)
        return redirect("account_login")
    welcome: HttpResponse = complete_signup(request, user=user, redirect_url=kept["next"] or None)
    return welcome


def _sign_in(request: HttpRequest, awaited: Awaited) -> HttpResponse:
    """Sign in; a second factor is still asked for."""
    user = User.objects.filter(phone=awaited.phone, is_active=True).first()
    if user is None:  # deleted a moment ago
        return redirect("account_login")
    record_authentication(request, user, method="code", phone=awaited.phone)
    login = Login(user=user, redirect_url=awaited.kept["next"] or None)
    response: HttpResponse = perform_login(request, login)
    return response


def _change(request: HttpRequest, awaited: Awaited) -> HttpResponse:
    user = signed_in(request)
    if str(user.pk) != awaited.kept["user"]:
        raise PermissionDenied
    given = {
        "name": awaited.kept["name"],
        "email": awaited.kept["email"] or None,
        "phone": awaited.phone,
        "wants_reminders": bool(awaited.kept["wants_reminders"]),
    }
    save_account(request, user, given)
    return redirect("enterprises:account")


FINISH: Mapping[str, Callable[[HttpRequest, Awaited], HttpResponse]] = {
    Purpose.SIGN_UP: _sign_up,
    Purpose.SIGN_IN: _sign_in,
    Purpose.CHANGE: _change,
}
