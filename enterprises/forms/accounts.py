"""Sign-up, sign-in and account forms. allauth's views use the first five (setting ACCOUNT_FORMS)."""

import time
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context, ratelimit
from django import forms
from django.contrib import messages
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.domain.identity import mobile, tidy
from enterprises.forms.codes import Purpose, awaited_code, begin, proves
from enterprises.forms.fields import IdentityField, MobileField, OneLineField
from enterprises.forms.requests import client_ip, local_address
from enterprises.models import User
from enterprises.services import accounts
from enterprises.wording.accounts import (
    EMAIL_MISSING,
    EMAIL_TAKEN,
    IDENTITY_MISSING,
    IDENTITY_TAKEN,
    KEEP_ONE_IDENTITY,
    MOBILE_TAKEN,
    NOT_AN_EMAIL,
    PASSWORD_HINT,
    PASSWORD_MISSING,
    PASSWORD_NEEDED,
    PASSWORDS_DIFFER,
    PRIVACY_MISSING,
    TOO_MANY_CODES,
    TOO_MANY_SIGN_UPS,
    TOO_OFTEN,
    WRONG_PASSWORD,
)

CODE_SECONDS = 900  # for so long after it, a code stands for the password that is to be changed


def _password(label: Any, autocomplete: str, **kwargs: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    errors = {"required": PASSWORD_MISSING}
    return forms.CharField(
        label=label, strip=False, max_length=128, widget=widget, error_messages=errors, **kwargs
    )


def _check_repeated(form: forms.Form) -> None:
    given = form.cleaned_data
    if given.get("password1") and given.get("password2") and given["password1"] != given["password2"]:
        form.add_error("password2", PASSWORDS_DIFFER)


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """Sign-in with one field for e-mail address or mobile number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The sign-up form checks the spelling; here any mismatch gets the same answer.
        self.fields["login"] = OneLineField(
            label=_("邮箱或手机号"),
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username"}),
            error_messages={"required": IDENTITY_MISSING},
        )
        self.fields["password"] = _password(_("密码"), "current-password")
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        typed = tidy(self.cleaned_data["login"])
        return mobile(typed) or typed.lower()


class SignupForm(forms.Form):
    """Sign-up: one field for e-mail address or mobile number, a password, and consent."""

    by_passkey = False  # allauth's view asks

    login = IdentityField(widget=forms.TextInput(attrs={"autocomplete": "username"}))
    name = OneLineField(
        label=gettext_lazy("姓名"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("同一企业的成员能看到。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1 = _password(gettext_lazy("密码"), "new-password", help_text=PASSWORD_HINT)
    password2 = _password(gettext_lazy("再输入一次密码"), "new-password")
    consent = forms.BooleanField(
        label=gettext_lazy("我已阅读并同意隐私说明"),
        error_messages={"required": PRIVACY_MISSING},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = awaited_code(context.request)
        if waiting and waiting.purpose == Purpose.SIGN_UP:  # who comes back to mend what was typed
            self.initial = {"login": waiting.to, "name": waiting.kept["name"]}

    def clean_login(self) -> tuple[str | None, str | None]:
        email, phone = self.cleaned_data["login"]
        if proves(email or phone):
            return email, phone  # whoever reads what goes to there learns of it, and nobody else
        taken = User.objects.filter(email=email) if email else User.objects.filter(phone=phone)
        if taken.exists():
            raise ValidationError(IDENTITY_TAKEN, code="taken")
        return email, phone

    def clean(self) -> None:
        if not ratelimit.consume(context.request, action="sign_up"):
            self.add_error(None, TOO_MANY_SIGN_UPS)
        _check_repeated(self)
        email, phone = self.cleaned_data.get("login", (None, None))
        if password := self.cleaned_data.get("password1"):
            someone = User(email=email, phone=phone, name=self.cleaned_data.get("name", ""))
            try:
                password_validation.validate_password(password, someone)
            except ValidationError as error:
                self.add_error("password1", error)
        if not self.errors and proves(email or phone) and not self._prove(email or phone):
            self.add_error(None, TOO_MANY_CODES)

    def _prove(self, identity: str) -> bool:
        request, given = context.request, self.cleaned_data
        return begin(
            request,
            purpose=Purpose.SIGN_UP,
            to=identity,
            kept={
                "name": given["name"],
                "password": make_password(given["password1"]),
                "next": local_address(request, request.POST.get("next", "")),
            },
            at=timezone.now(),  # noqa: TID251  # allauth calls this in place of a view
        )

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Create the account. Somebody who took the name a moment ago sends us to sign-in."""
        email, phone = self.cleaned_data["login"]
        if proves(email or phone):
            return None, redirect("account_confirm_login_code")
        try:
            user = accounts.register(
                email=email,
                phone=phone,
                name=self.cleaned_data["name"],
                password=self.cleaned_data["password1"],
                ip=client_ip(request),
                at=timezone.now(),  # noqa: TID251  # allauth calls this in place of a view
            )
        except IntegrityError:
            messages.error(request, IDENTITY_TAKEN)
            return None, redirect("account_login")
        return user, None


class ResetPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a reset link; the answer is the same whether there is such an account or not."""

    email = forms.EmailField(
        label=gettext_lazy("注册时填写的邮箱"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": EMAIL_MISSING},
    )


def signed_in_by_code(request: HttpRequest) -> bool:
    """Return whether the person has proved the mobile number a moment ago."""
    records = get_authentication_records(request, request.user)
    return any(one["method"] == "code" and time.time() - one["at"] < CODE_SECONDS for one in records)


class NewPasswordTwice(forms.Form):
    """A new password, typed twice."""

    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"] = _password(_("新密码"), "new-password", help_text=PASSWORD_HINT)
        self.fields["password2"] = _password(_("再输入一次新密码"), "new-password")

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        _check_repeated(self)
        return self.cleaned_data


class NewPasswordForm(NewPasswordTwice, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """Set a new password by the link of the mail: whoever has it reads what goes to the address."""

    def save(self) -> None:
        super().save()
        EmailAddress.objects.filter(user=self.user, email=self.user.email).update(verified=True)


class ChangePasswordForm(NewPasswordTwice, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """Change the password, knowing the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signed_in_by_code(context.request):
            del self.fields["oldpassword"]  # it may be what was forgotten
        else:
            self.fields["oldpassword"] = _password(_("当前密码"), "current-password")


class PasswordAgainForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password, once more, before something that concerns signing in is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _password(_("当前密码"), "current-password")


def _check_own_password(user: User, typed: str, wrong: Any) -> None:
    """Raise ValidationError unless it is the person's; who guesses in a session left open is slowed.

    Counted with what allauth asks before second factors are changed.
    """
    if not ratelimit.consume(context.request, action="reauthenticate", user=user):
        raise ValidationError(TOO_OFTEN, code="often")
    if not user.check_password(typed):
        raise ValidationError(wrong, code="password")


class AccountForm(forms.Form):
    """Name, e-mail address and mobile number; the last two need the password."""

    name = OneLineField(
        label=gettext_lazy("姓名"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("邮箱"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": NOT_AN_EMAIL},
    )
    phone = MobileField(required=False)
    wants_reminders = forms.BooleanField(
        label=gettext_lazy("接收提醒邮件"),
        help_text=gettext_lazy("请您确认的题、交给或退回给您的部分、到期的步骤；每天最多各一封。"),
        required=False,
    )
    password = _password(
        gettext_lazy("当前密码"),
        "current-password",
        required=False,
        help_text=gettext_lazy("修改邮箱或手机号时需要。"),
    )

    def __init__(self, data: QueryDict | None = None, *, user: User) -> None:
        self.user = user
        initial = {name: getattr(user, name) for name in ("name", "email", "phone", "wants_reminders")}
        super().__init__(data, initial=initial)

    def clean_email(self) -> str | None:
        email = self.cleaned_data["email"].lower() or None
        others = User.objects.filter(email=email).exclude(pk=self.user.pk)
        if email and not proves(email) and others.exists():
            raise ValidationError(EMAIL_TAKEN, code="taken")
        return email

    def clean_phone(self) -> str | None:
        phone: str | None = self.cleaned_data["phone"]
        others = User.objects.filter(phone=phone).exclude(pk=self.user.pk)
        if phone and not proves(phone) and others.exists():
            raise ValidationError(MOBILE_TAKEN, code="taken")
        return phone

    def clean(self) -> None:
        if "email" not in self.cleaned_data or "phone" not in self.cleaned_data:
            return
        identity = (self.cleaned_data["email"], self.cleaned_data["phone"])
        if identity == (None, None):
            self.add_error("email", KEEP_ONE_IDENTITY)
        elif identity != (self.user.email, self.user.phone):
            try:
                _check_own_password(self.user, self.cleaned_data.get("password", ""), PASSWORD_NEEDED)
            except ValidationError as error:
                self.add_error("password", error)


class DeleteAccountForm(forms.Form):
    """The password, once more, before everything goes."""

    password = _password(gettext_lazy("当前密码"), "current-password")

    def __init__(self, data: QueryDict | None = None, *, user: User) -> None:
        self.user = user
        super().__init__(data)

    def clean_password(self) -> None:
        _check_own_password(self.user, self.cleaned_data["password"], WRONG_PASSWORD)
