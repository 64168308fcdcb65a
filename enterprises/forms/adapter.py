"""What allauth needs to know about our users, and who is slowed at the one sign-in. No pages here."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import Field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from audit.models import Action
from audit.services import record, record_once
from enterprises.domain.identity import mobile
from enterprises.domain.keys import Change
from enterprises.domain.sign_in import network
from enterprises.forms.fields import MobileField
from enterprises.forms.requests import browser_name, client_ip
from enterprises.forms.securing import secure
from enterprises.models import ADDRESS, AGENT, SEEN_AT, SIGNED_IN_AT, User
from enterprises.selectors.sign_in import has_signed_in_at, seconds_to_wait
from enterprises.services.sessions import forget_ended
from enterprises.services.sign_in import count_wrong, remember_place
from enterprises.wording.accounts import (
    DEACTIVATED,
    LINK_EXPIRED,
    MISMATCH,
    TOO_OFTEN,
    WRONG_CURRENT_PASSWORD,
    WRONG_PASSWORD,
)
from enterprises.wording.slowing import say_sign_in_slowed

log = logging.getLogger(__name__)

IDENTITIES = ("phone", "email", "username")  # as allauth calls what was typed; the last is neither
DEVICE = "device"
DEVICE_SECONDS = 365 * 24 * 3600
DEVICE_PEOPLE = 5  # of a shared computer, the latest
SLOWED = "slowed"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """One field for e-mail address or mobile number; mail that cannot be sent stops nobody."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": DEACTIVATED,
        "email_password_mismatch": MISMATCH,
        "phone_password_mismatch": MISMATCH,
        "username_password_mismatch": MISMATCH,
        "enter_current_password": WRONG_CURRENT_PASSWORD,
        "incorrect_password": WRONG_PASSWORD,
        "invalid_password_reset": LINK_EXPIRED,
        "rate_limited": TOO_OFTEN,
    }

    def phone_form_field(self, **kwargs: Any) -> Field:
        return MobileField(**kwargs)

    def get_user_by_phone(self, phone: str) -> User | None:
        return User.objects.filter(phone=mobile(phone)).first()

    def reauthenticate(self, user: User, password: str) -> bool:
        return user.check_password(password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("enterprises:account")

    def format_email_subject(self, subject: str) -> str:
        return _("【数阶】%(subject)s") % {"subject": subject}

    def is_safe_url(self, url: str) -> bool:
        """Return whether to lead on to there; what is no address at all is not safe."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request) or ""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Have those wait who guess, anywhere but on a device where the person has signed in before."""
        user = named_user(credentials)
        if user and str(user.pk) in _people_of_device(request):
            return
        at = timezone.now()  # noqa: TID251  # allauth calls this in place of a view
        person, place = person_key(user, credentials), place_key(request)
        if wait := seconds_to_wait(person=person, place=place, at=at, known=_is_known(request, user)):
            refused(user, SLOWED, at=at)
            raise ValidationError(say_sign_in_slowed(wait), code=SLOWED, params={"seconds": wait})

    def set_password(self, user: User, password: str) -> None:
        """Set it, by the person or by a link that was mailed; sessions elsewhere end."""
        super().set_password(user, password)
        at = timezone.now()  # noqa: TID251  # allauth calls this in place of a view
        secure(context.request, user=user, change=Change.PASSWORD, told_at=user.email, at=at)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a wrong password: the database has just been asked and said so."""
        at, user = timezone.now(), named_user(credentials)  # noqa: TID251  # allauth calls this in place of a view
        count_wrong(person=person_key(user, credentials), place=place_key(request), at=at)
        refused(user, "password", at=at)

    def post_login(self, request: HttpRequest, user: User, **given: Any) -> HttpResponse:
        """Remember device and address: wrong guesses of others never keep the person out there."""
        at = timezone.now()  # noqa: TID251  # allauth calls this in place of a view
        remember_place(user=user, person=person_key(user, {}), place=place_key(request), at=at)
        forget_ended(at=at)
        request.session.update(
            {
                SIGNED_IN_AT: at.isoformat(),
                SEEN_AT: at.isoformat(),
                ADDRESS: client_ip(request),
                AGENT: browser_name(request),
            }
        )
        methods = [str(shown["method"]) for shown in get_authentication_records(request, user)]
        record(Action.SIGNED_IN, by=user, at=at, kind="user", subject=user.pk, detail=" ".join(methods))
        response: HttpResponse = super().post_login(request, user, **given)
        others = [one for one in _people_of_device(request) if one != str(user.pk)]
        response.set_signed_cookie(
            DEVICE,
            ".".join([str(user.pk), *others][:DEVICE_PEOPLE]),
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


def refused(user: User | None, why: str, *, at: datetime) -> None:
    """Record a sign-in that was refused, and of whom: never what was typed where it names nobody."""
    write = record_once if why == SLOWED else record  # nothing slows those who do not wait
    write(Action.SIGN_IN_REFUSED, by=None, at=at, kind="user", subject=user.pk if user else "", detail=why)


def mail_is_configured() -> bool:
    """Say whether this installation can send mail."""
    return bool(settings.MAIL_CONFIGURED)


def named_user(credentials: Mapping[str, Any]) -> User | None:
    """Return whom an e-mail address or mobile number names."""
    if phone := credentials.get("phone"):
        return User.objects.filter(phone=phone).first()
    return User.objects.filter(email=credentials.get("email") or credentials.get("username")).first()


def person_key(user: User | None, credentials: Mapping[str, Any]) -> str:
    """Return what wrong passwords are counted by, be there such a person or not."""
    if user:
        return _digest(f"user {user.pk}")
    return _digest(f"name {next(credentials[key] for key in IDENTITIES if credentials.get(key))}")


def place_key(request: HttpRequest) -> str:
    address = client_ip(request)
    return _digest(f"place {network(address) if address else 'unknown'}")


def code_keys(request: HttpRequest, user: User | None = None) -> tuple[str, str]:
    """Return what wrong codes are counted by: the person, and the place alone where a code names nobody."""
    place = place_key(request)
    return _digest(f"code of {user.pk}" if user else f"code at {place}"), place


def _is_known(request: HttpRequest, user: User | None) -> bool:
    """Return whether somebody has signed in before from this address.

    It is asked of nobody too: by the time it takes nobody learns who is here."""
    return client_ip(request) is not None and has_signed_in_at(user or User(pk=0), place_key(request))


def _people_of_device(request: HttpRequest) -> list[str]:
    """Return who has signed in on this device, the latest first."""
    cookie = request.get_signed_cookie(DEVICE, default="", max_age=DEVICE_SECONDS)
    return cookie.split(".") if cookie else []


def _digest(text: str) -> str:
    return salted_hmac("enterprises.sign_in", text, algorithm="sha256").hexdigest()
