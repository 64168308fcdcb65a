"""A code by SMS or mail: to sign up, to sign in, or to prove a new number or address.

It waits in the session, as a digest. What follows is alike for numbers and addresses that are known and not.
By SMS nothing is sent where a code would lead nowhere, and nobody waits for what is. By mail something always
is, for a mail takes its time: a code, or that there is an account.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy

from enterprises.domain.identity import tidy
from enterprises.forms.adapter import mail_is_configured, named_user, refused
from enterprises.forms.fields import MobileField, OneLineField
from enterprises.models import User
from enterprises.services.texting import is_on, send_code
from enterprises.wording.accounts import CODE_GONE, CODE_MISSING, CODE_USED_UP, WRONG_SENT_CODE

SMS_MINUTES, MAIL_MINUTES = 5, 15  # that a code counts: mail may be slow
KEY = "code"


class Purpose(StrEnum):
    SIGN_UP = "sign_up"
    SIGN_IN = "sign_in"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A code that somebody is to type. `kept`: what is done with it then."""

    purpose: str
    to: str  # a mobile number, or an e-mail address
    reaches: bool  # the code was sent: the number is, or is not, somebody's, as it should be
    kept: dict[str, str]
    digest: str
    until: str  # ISO 8601

    @property
    def by_mail(self) -> bool:
        return is_address(self.to)

    def has_ended(self, at: datetime) -> bool:
        return at > datetime.fromisoformat(self.until)


def is_address(identity: str) -> bool:
    """Return whether this is an e-mail address rather than a mobile number."""
    return "@" in identity


def proves(identity: str | None) -> bool:
    """Return whether a code is asked for before an address or number counts: where one can be sent to it.

    Where none can, it counts at once, and a page says whether it is taken (docs/sign-in.md).
    """
    if identity is None:
        return False
    return mail_is_configured() if is_address(identity) else is_on()


def whose(identity: str) -> User | None:
    """Return whose e-mail address or mobile number this is."""
    return named_user({"email" if is_address(identity) else "phone": identity})


def begin(request: HttpRequest, *, purpose: Purpose, to: str, kept: Mapping[str, str], at: datetime) -> bool:
    """Send a code and wait for it; return False where too many were sent to there, or from here."""
    if not ratelimit.consume(request, action="send_code", key=to):
        return False
    code, person = f"{secrets.randbelow(10**6):06}", whose(to)
    awaited = Awaited(
        purpose=purpose,
        to=to,
        reaches=(person is not None and person.is_active) if purpose is Purpose.SIGN_IN else person is None,
        kept=dict(kept),
        digest=_digest(to, code, nonce := secrets.token_hex(8)) + nonce,
        until=(at + timedelta(minutes=MAIL_MINUTES if is_address(to) else SMS_MINUTES)).isoformat(),
    )
    request.session[KEY] = asdict(awaited)
    _send(awaited, code, at)
    return True


def _send(awaited: Awaited, code: str, at: datetime) -> None:
    if not awaited.by_mail:
        if awaited.reaches:
            send_code(phone=awaited.to, code=code, at=at)
    elif awaited.reaches:
        told = {"code": code, "minutes": MAIL_MINUTES, "purpose": awaited.purpose}
        get_adapter().send_mail("account/email/code", awaited.to, told)
    else:
        get_adapter().send_account_already_exists_mail(awaited.to)


def again(request: HttpRequest, awaited: Awaited, *, at: datetime) -> bool:
    """Send another code for the same; the one before counts no more."""
    return begin(request, purpose=Purpose(awaited.purpose), to=awaited.to, kept=awaited.kept, at=at)


def awaited_code(request: HttpRequest) -> Awaited | None:
    """Return the code that this browser is to type, be it that it has ended and another is to be sent."""
    kept = request.session.get(KEY)
    return None if kept is None else Awaited(**kept)


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def _digest(to: str, code: str, nonce: str) -> str:
    return salted_hmac("enterprises.sms", f"{to} {code} {nonce}", algorithm="sha256").hexdigest()


class MobileForm(forms.Form):
    """The number that a code goes to."""

    phone = MobileField()


class SentCodeForm(forms.Form):
    """The code; five may be tried."""

    code = OneLineField(
        label=gettext_lazy("验证码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": CODE_MISSING},
    )

    def __init__(self, *args: object, awaited: Awaited, at: datetime) -> None:
        self.awaited, self.at = awaited, at
        super().__init__(*args)  # type: ignore[arg-type]

    def clean_code(self) -> None:
        awaited = self.awaited
        if awaited.has_ended(self.at):
            raise ValidationError(CODE_GONE)
        # Counted by the code, in what all processes share: the session itself may be asked by many at once.
        if not ratelimit.consume(context.request, action="try_code", key=awaited.digest):
            raise ValidationError(CODE_USED_UP)
        typed = tidy(self.cleaned_data["code"]).replace(" ", "")
        digest, nonce = awaited.digest[:64], awaited.digest[64:]
        if awaited.reaches and constant_time_compare(_digest(awaited.to, typed, nonce), digest):
            return
        refused(whose(awaited.to), "code", at=self.at)
        raise ValidationError(WRONG_SENT_CODE)
