"""A code by SMS: to sign up, to sign in, or to prove a new number. It waits in the session, as a digest.

Whether anything was sent is not to be seen: all that follows is alike for numbers that are known and not.
"""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from allauth.core import context, ratelimit
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy

from enterprises.domain.identity import tidy
from enterprises.forms.adapter import named_user, refused
from enterprises.forms.fields import MobileField, OneLineField
from enterprises.services.texting import send_code
from enterprises.wording.accounts import CODE_MISSING, TEXT_CODE_USED_UP, WRONG_TEXT_CODE

LIVES = timedelta(minutes=5)
KEY = "code_by_sms"
USED_UP = "used_up"


class Purpose(StrEnum):
    SIGN_UP = "sign_up"
    SIGN_IN = "sign_in"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A code that somebody is to type. `kept`: what is done with it then."""

    purpose: str
    phone: str
    reaches: bool  # something was sent: the number is, or is not, somebody's, as it should be
    kept: dict[str, str]
    digest: str
    until: str  # ISO 8601


def begin(
    request: HttpRequest, *, purpose: Purpose, phone: str, reaches: bool, kept: dict[str, str], at: datetime
) -> bool:
    """Send a code and wait for it; return False where too many were sent to there, or from here."""
    if not ratelimit.consume(request, action="send_code", key=phone):
        return False
    code = f"{secrets.randbelow(10**6):06}"
    awaited = Awaited(
        purpose=purpose,
        phone=phone,
        reaches=reaches,
        kept=kept,
        digest=_digest(phone, code, nonce := secrets.token_hex(8)) + nonce,
        until=(at + LIVES).isoformat(),
    )
    request.session[KEY] = asdict(awaited)
    if reaches:
        send_code(phone=phone, code=code, at=at)
    return True


def again(request: HttpRequest, awaited: Awaited, *, at: datetime) -> bool:
    """Send another code for the same; the one before counts no more."""
    return begin(
        request,
        purpose=Purpose(awaited.purpose),
        phone=awaited.phone,
        reaches=awaited.reaches,
        kept=awaited.kept,
        at=at,
    )


def awaited_code(request: HttpRequest, *, at: datetime) -> Awaited | None:
    """Return the code that this browser is to type, if it still counts."""
    kept = request.session.get(KEY)
    if kept is None or at > datetime.fromisoformat(kept["until"]):
        return None
    return Awaited(**kept)


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def _digest(phone: str, code: str, nonce: str) -> str:
    return salted_hmac("enterprises.sms", f"{phone} {code} {nonce}", algorithm="sha256").hexdigest()


class MobileForm(forms.Form):
    """The number that a code goes to."""

    phone = MobileField()


class TextCodeForm(forms.Form):
    """The code; five may be tried."""

    code = OneLineField(
        label=gettext_lazy("短信验证码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": CODE_MISSING},
    )

    def __init__(self, *args: object, awaited: Awaited) -> None:
        self.awaited = awaited
        super().__init__(*args)  # type: ignore[arg-type]

    def clean_code(self) -> None:
        awaited = self.awaited
        # Counted by the code, in what all processes share: the session itself may be asked by many at once.
        if not ratelimit.consume(context.request, action="try_code", key=awaited.digest):
            raise ValidationError(TEXT_CODE_USED_UP, code=USED_UP)
        typed = tidy(self.cleaned_data["code"]).replace(" ", "")
        digest, nonce = awaited.digest[:64], awaited.digest[64:]
        if awaited.reaches and constant_time_compare(_digest(awaited.phone, typed, nonce), digest):
            return
        at = timezone.now()  # noqa: TID251  # of a form that a view asks
        refused(named_user({"phone": awaited.phone}), "code", at=at)
        raise ValidationError(WRONG_TEXT_CODE)
