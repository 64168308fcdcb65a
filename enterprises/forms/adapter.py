"""What allauth and django-axes need to know about our users. No pages here."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db.models import Q
from django.forms import Field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _

from enterprises.domain.identity import mobile
from enterprises.forms.fields import MobileField
from enterprises.models import User

log = logging.getLogger(__name__)

DEVICE = "device"
DEVICE_SECONDS = 365 * 24 * 3600
MISMATCH = _("账号或密码不正确。请核对后再试。")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """One field for e-mail address or mobile number; mail that cannot be sent stops nobody."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("该账号已停用。"),
        "email_password_mismatch": MISMATCH,
        "phone_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "enter_current_password": _("当前密码不正确。"),
        "incorrect_password": _("密码不正确。"),
        "invalid_password_reset": _("链接已失效。"),
        "too_many_login_attempts": _("尝试次数过多，请过几分钟再试。"),
        "rate_limited": _("操作过于频繁，请稍后再试。"),
    }

    def phone_form_field(self, **kwargs: Any) -> Field:
        return MobileField(**kwargs)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=mobile(phone)).first()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("enterprises:account")

    def format_email_subject(self, subject: str) -> str:
        return _("【数阶】%(subject)s") % {"subject": subject}

    def post_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse:
        """Remember the device: wrong guesses of others never keep its owner out there."""
        response: HttpResponse = super().post_login(request, user, **given)
        response.set_signed_cookie(
            DEVICE,
            str(user.pk),
            max_age=DEVICE_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if not mail_is_configured():
            return
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # SMTP errors are OSErrors; the address is not logged
            log.exception("mail %s could not be sent", template_prefix)


def mail_is_configured() -> bool:
    """Say whether this installation can send mail."""
    return bool(settings.MAIL_CONFIGURED)


def throttle_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """Return what django-axes counts failures by: the e-mail address or mobile number as typed."""
    given = credentials or {}
    typed = given.get("email") or given.get("phone") or given.get("username") or request.POST.get("login")
    return str(typed)[:255] if typed else None


def is_known_device(request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
    """Return whether the person who is named has signed in on this device before."""
    known = request.get_signed_cookie(DEVICE, default="", max_age=DEVICE_SECONDS)
    name = throttle_name(request, credentials)
    if not known or not name:
        return False
    named = User.objects.filter(Q(email=name.strip().lower()) | Q(phone=mobile(name) or None))
    return known in {str(pk) for pk in named.values_list("pk", flat=True)}
