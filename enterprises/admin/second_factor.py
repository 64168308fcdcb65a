"""The page on which staff reset a second factor that was lost; the person sets up another one then."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from enterprises.domain.keys import Change, ResetReason
from enterprises.forms.adapter import mail_is_configured
from enterprises.forms.requests import signed_in
from enterprises.models import User
from enterprises.selectors.people import factors_of
from enterprises.services.recovering import (
    HasGivenKeys,
    NoSecondFactor,
    has_given_keys,
    reset_second_factor,
)
from enterprises.wording.accounts import (
    CHANGES,
    KEYS_GIVEN_BY_YOU,
    NO_SECOND_FACTOR,
    RESET_REASONS,
    say_factor_reset,
)


def is_known_field() -> forms.BooleanField:
    return forms.BooleanField(label=_("我已确认提出要求的是本人，例如当面，或回拨账号里的手机号"))


class ResetForm(forms.Form):
    """Why, and that it is the person who asks."""

    reason = forms.ChoiceField(label=_("原因"), choices=list(RESET_REASONS.items()), widget=forms.RadioSelect)
    is_known = is_known_field()


@require_http_methods(["GET", "HEAD", "POST"])
def reset_page(request: HttpRequest, user: User, site: dict[str, Any]) -> HttpResponse:
    """Ask for the reason, then reset. Whether the one of the staff may do so to this person is known."""
    by, now = signed_in(request), timezone.now()
    form = ResetForm(request.POST if request.method == "POST" else None)
    obstacle = None
    if has_given_keys(by=by, user=user, at=now):
        obstacle = KEYS_GIVEN_BY_YOU
    elif not factors_of(user).exists():
        obstacle = NO_SECOND_FACTOR
    if obstacle is None and form.is_valid():
        try:
            _reset(request, user, ResetReason(form.cleaned_data["reason"]))
        except NoSecondFactor:
            messages.error(request, NO_SECOND_FACTOR)
        except HasGivenKeys:
            messages.error(request, KEYS_GIVEN_BY_YOU)
        return redirect("admin:enterprises_user_change", user.pk)
    said = {"title": _("重设两步验证"), "obstacle": obstacle, "form": form}
    return asking_page(request, "second_factor", user, {**site, **said})


def asking_page(request: HttpRequest, name: str, user: User, context: dict[str, Any]) -> HttpResponse:
    """Show what is asked before staff change what somebody signs in with. Context: title, obstacle, form."""
    template = f"admin/enterprises/user/{name}.html"
    return TemplateResponse(request, template, {**context, "opts": User._meta, "person": user})


def _reset(request: HttpRequest, user: User, reason: ResetReason) -> None:
    ended = reset_second_factor(user=user, reason=reason, by=signed_in(request), at=timezone.now())
    told = tell(user, Change.FACTORS_RESET, ended=ended)
    messages.success(request, say_factor_reset(ended=ended, told=told))


def tell(user: User, change: Change, *, ended: int) -> bool:
    """Mail the person what staff have changed; return whether there is a way to."""
    told = bool(user.email) and mail_is_configured()
    if told:
        context = {"change": CHANGES[change], "ended": ended}
        get_adapter().send_mail("account/email/secured", user.email, context)
    return told
