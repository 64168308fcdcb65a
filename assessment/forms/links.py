"""Handing a part to a colleague: what the member chooses, and what the colleague gives."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from assessment.models import Guest, GuestLink
from assessment.selectors.links import CODE_DIGITS, find_guest
from assessment.wording.links import LABEL_MISSING, NAME_MISSING, NOT_A_CODE, WHOLE_SECTION
from enterprises.forms.fields import LastingField, OneLineField, OpenChoiceField
from enterprises.forms.requests import key_from
from standards.domain.standard import Section, Standard
from standards.wording.answers import label

COOKIE = "shujie-guest"


class LinkForm(forms.Form):
    """What is handed over, to whom, and for how long."""

    item = OpenChoiceField(label=gettext_lazy("交出哪些题"), required=False)
    label = OneLineField(
        label=gettext_lazy("交给谁"),
        help_text=gettext_lazy("只有企业成员看得到，例如：财务 李会计。"),
        max_length=40,
        error_messages={"required": LABEL_MISSING},
    )
    days = LastingField()

    def __init__(self, standard: Standard, section: Section, *given: object, **options: object) -> None:
        super().__init__(*given, **options)  # type: ignore[arg-type]
        items = [(item.code, label(standard, item.code)) for item in section.items]
        self.fields["item"].choices = [("", WHOLE_SECTION), *items]  # type: ignore[attr-defined]


class NameForm(forms.Form):
    """Who answers."""

    name = OneLineField(
        label=gettext_lazy("您的姓名"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": NAME_MISSING},
    )


class HandInForm(forms.Form):
    """What the colleague wants to say besides."""

    remark = OneLineField(
        label=gettext_lazy("备注"),
        help_text=gettext_lazy("例如：数字来自去年年报；有一题不清楚，请问设备部。"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CodeForm(forms.Form):
    """The digits that were read out, in any spacing and width."""

    code = OneLineField(
        label=gettext_lazy("口令"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": NOT_A_CODE, "max_length": NOT_A_CODE},
    )

    def clean_code(self) -> str:
        typed = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        digits = "".join(typed.split()).replace("-", "")
        if not (digits.isascii() and digits.isdigit() and len(digits) == CODE_DIGITS):
            raise ValidationError(NOT_A_CODE, code="code")
        return digits


def guest_of(request: HttpRequest, link: GuestLink, token: str) -> Guest | None:
    """Return who gave a name at this link in this browser."""
    return find_guest(link, key_from(request.get_signed_cookie(COOKIE, default="", salt=token) or ""))


def remember_guest(response: HttpResponse, guest: Guest, token: str, path: str, *, secure: bool) -> None:
    """Let the browser say who answers, at this link only."""
    response.set_signed_cookie(
        COOKIE,
        str(guest.pk),
        salt=token,
        expires=guest.link.until,
        path=path,
        secure=secure,
        httponly=True,
        samesite="Lax",
    )
