"""Codes by SMS or mail: asking for one to sign in, and what is done once one is typed."""

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
from enterprises.forms.codes import Awaited, MobileForm, Purpose, SentCodeForm
from enterprises.forms.requests import client_ip, local_address, signed_in
from enterprises.models import User
from enterprises.services import accounts
from enterprises.services.texting import is_on
from enterprises.views.accounts import change_account
from enterprises.wording.accounts import CODE_GONE, CODE_SENT_AGAIN, IDENTITY_TAKEN, TOO_MANY_CODES


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def ask(request: HttpRequest) -> HttpResponse:
    """Send a code to sign in with, be there such a number or not."""
    if not is_on():
        raise Http404
    if request.user.is_authenticated:
        return redirect("enterprises:home")
    form = MobileForm(request.POST or None)
    leads_to = local_address(request, request.POST.get("next", request.GET.get("next", "")))
    if form.is_bound and form.is_valid():
        phone = form.cleaned_data["phone"]
        kept = {"next": leads_to}
        at = timezone.now()
        if codes.begin(request, purpose=Purpose.SIGN_IN, to=phone, kept=kept, at=at):
            return redirect("account_confirm_login_code")
        form.add_error(None, TOO_MANY_CODES)
    return render(request, "account/request_login_code.html", {"form": form, "next": leads_to})


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the code, or send another one."""
    awaited, at = codes.awaited_code(request), timezone.now()
    if awaited is None or not codes.proves(awaited.to):
        if request.method == "POST":
            messages.error(request, CODE_GONE)
        return redirect("account_login")
    if "again" in request.POST:
        if codes.again(request, awaited, at=at):
            messages.success(request, CODE_SENT_AGAIN)
        else:
            messages.error(request, TOO_MANY_CODES)
        return redirect("account_confirm_login_code")
    form = SentCodeForm(request.POST or None, awaited=awaited, at=at)
    if form.is_bound and form.is_valid():
        codes.forget(request)
        return FINISH[awaited.purpose](request, awaited)
    to = awaited.to if awaited.by_mail else masked(awaited.to)
    context = {"form": form, "awaited": awaited, "to": to, "minutes": codes.MAIL_MINUTES}
    return render(request, "account/confirm_login_code.html", context)


def _sign_up(request: HttpRequest, awaited: Awaited) -> HttpResponse:
    kept = awaited.kept
    user = User(name=kept["name"], password=kept["password"])
    user.email, user.phone = (awaited.to, None) if awaited.by_mail else (None, awaited.to)
    try:
        accounts.welcome(user=user, ip=client_ip(request), at=timezone.now(), email_proved=awaited.by_mail)
    except IntegrityError:  # taken a moment ago
        messages.error(request, IDENTITY_TAKEN)
        return redirect("account_login")
    welcome: HttpResponse = complete_signup(request, user=user, redirect_url=kept["next"] or None)
    return welcome


def _sign_in(request: HttpRequest, awaited: Awaited) -> HttpResponse:
    """Sign in; a second factor is still asked for."""
    user = User.objects.filter(phone=awaited.to, is_active=True).first()
    if user is None:  # deleted a moment ago
        return redirect("account_login")
    record_authentication(request, user, method="code", phone=awaited.to)
    login = Login(user=user, redirect_url=awaited.kept["next"] or None)
    response: HttpResponse = perform_login(request, login)
    return response


def _change(request: HttpRequest, awaited: Awaited) -> HttpResponse:
    user = signed_in(request)
    kept = awaited.kept
    if str(user.pk) != kept["user"]:
        raise PermissionDenied
    given = {
        "name": kept.get("name", user.name),
        "email": kept.get("email", user.email) or None,
        "phone": kept.get("phone", user.phone) or None,
        "wants_reminders": bool(kept.get("wants_reminders", user.wants_reminders)),
    }
    answer = change_account(request, user, given, (*kept["proved"].split(), awaited.to))
    if answer is None:
        messages.error(request, TOO_MANY_CODES)
    return answer or redirect("enterprises:account")


FINISH: Mapping[str, Callable[[HttpRequest, Awaited], HttpResponse]] = {
    Purpose.SIGN_UP: _sign_up,
    Purpose.SIGN_IN: _sign_in,
    Purpose.CHANGE: _change,
}
