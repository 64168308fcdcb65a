"""The second factor as allauth asks for it: our words, our limiter, keys that a dump does not give away."""

import struct
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.mfa import app_settings as totp_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from cryptography.fernet import Fernet, MultiFernet
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.domain.identity import tidy
from enterprises.forms.adapter import code_keys, refused
from enterprises.forms.fields import OneLineField
from enterprises.models import User
from enterprises.selectors.sign_in import seconds_to_wait
from enterprises.services.sign_in import count_wrong
from enterprises.wording.accounts import CODE_MISSING, NEEDS_SECOND_FACTOR, WRONG_CODE, WRONG_PASSKEY
from enterprises.wording.slowing import say_codes_slowed


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth needs to know of second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": NEEDS_SECOND_FACTOR,
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: User) -> str:
        return user.email or user.phone or ""

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002  # allauth's name
        return _("通行密钥")


def _box() -> MultiFernet:
    """Return what encrypts with the secret key, and reads what was encrypted with earlier ones."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (
        salted_hmac("enterprises.second_factor", "", secret=key, algorithm="sha256").digest() for key in keys
    )
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])


class _Code(forms.Form):
    """A code that somebody types. Who guesses waits ever longer, as with passwords, and counted apart."""

    user: User
    code = OneLineField(
        label=gettext_lazy("验证码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": CODE_MISSING},
    )

    def clean_code(self) -> str:
        # As allauth compares them: else 123-456 would pass for another code than 123456, which was used.
        self.cleaned_data["code"] = "".join(filter(str.isalnum, tidy(self.cleaned_data["code"])))
        at = timezone.now()  # noqa: TID251  # allauth calls this in place of a view
        person, place = code_keys(context.request, self.user)
        if wait := seconds_to_wait(person=person, place=place, at=at):
            raise ValidationError(say_codes_slowed(wait))
        try:
            code: str = super().clean_code()  # type: ignore[misc]
            self._use_up(code)
        except ValidationError:
            count_wrong(person=person, place=place, at=at)
            refused(self.user, "code", at=at)
            raise
        return code

    def _use_up(self, code: str) -> None:
        """Refuse an app's code that was used before: it counts for 90 s, and allauth remembers it for 30."""
        authenticator = getattr(self, "authenticator", None)  # none while an app is set up
        if authenticator is None or authenticator.type != Authenticator.Type.TOTP:
            return
        key = _digest(f"{authenticator.pk} {code}")
        if not cache.add(key, 1, timeout=(1 + 2 * settings.MFA_TOTP_TOLERANCE) * totp_settings.TOTP_PERIOD):
            raise ValidationError(WRONG_CODE)


def _digest(text: str) -> str:
    return salted_hmac("enterprises.used_code", text, algorithm="sha256").hexdigest()


class CodeForm(_Code, code_forms.AuthenticateForm):  # type: ignore[misc]
    """The code of the app, or one of the recovery codes, after the password."""


class CodeAgainForm(_Code, code_forms.ReauthenticateForm):  # type: ignore[misc]
    """The same before something that the password alone does not open."""


class FirstCodeForm(_Code, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app shows that it holds the key."""


class CredentialField(forms.JSONField):
    """What a browser says of a passkey; JSON that is nested without end is none."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data  # as it came: read once is enough


# What the library of passkeys raises for parts that are missing, or are of another kind than they say.
UNREADABLE = (AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except UNREADABLE as error:
        raise ValidationError(WRONG_PASSKEY, code="incorrect_code") from error


class _ByPasskey(forms.Form):
    credential = CredentialField(widget=forms.HiddenInput)

    def clean_credential(self) -> Any:
        with _readable():
            return super().clean_credential()  # type: ignore[misc]


class UsePasskeyForm(_ByPasskey, passkey_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after the password."""


class SignInByPasskeyForm(_ByPasskey, passkey_forms.LoginWebAuthnForm):  # type: ignore[misc]
    """A passkey instead of the password."""


class PasskeyAgainForm(_ByPasskey, passkey_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey before something that the password alone does not open."""


class PasskeyForm(passkey_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey of this device, by a name. It signs in alone: it asks for a finger or a PIN."""

    credential = CredentialField(widget=forms.HiddenInput)

    name = OneLineField(
        label=gettext_lazy("名称"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("如“我的手机”“办公室电脑”。"),
    )
    passwordless = forms.BooleanField(
        initial=True,
        required=False,
        widget=forms.CheckboxInput(attrs={"hidden": True}),  # allauth's script asks it
    )

    def clean(self) -> dict[str, Any]:
        with _readable():
            given: dict[str, Any] = super().clean()
        return given
