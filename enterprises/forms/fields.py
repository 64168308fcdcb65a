"""Fields that read what people type: mobile numbers, identities, and every number of the product."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext, gettext_lazy

from audit.domain.rows import is_row_number
from enterprises.domain import identity
from enterprises.domain.lines import one_line
from enterprises.domain.numbers import MONEY, PEOPLE, NotANumber, NumberKind, read_number
from enterprises.wording.accounts import IDENTITY_MISSING, NO_LOGIN_NAME, NOT_A_MOBILE
from enterprises.wording.members import days_text
from enterprises.wording.numbers import number_refusal
from enterprises.wording.staff import group_text

USUAL_DAYS = 7
LINK_DAYS = (1, 3, USUAL_DAYS, 14, 30)


class OneLineField(forms.CharField):
    """A text on one line, whatever is posted: each break becomes one blank.

    A browser's input takes breaks out, but posts by hand and programs do not pass one. A break in a name
    would break calendars, headers and lists that hold it.
    """

    def to_python(self, value: Any) -> Any:
        return super().to_python(one_line(value) if isinstance(value, str) else value)


class RowsField(forms.ModelMultipleChoiceField):
    """Rows chosen by their numbers. Refuses what is the number of none; Django fails on some of it."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if not is_row_number(str(key)):
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": key}
                )
        return super().clean(value)


VERBS = {
    "add": gettext_lazy("新增"),
    "change": gettext_lazy("修改"),
    "delete": gettext_lazy("删除"),
    "publish": gettext_lazy("发布"),
    "view": gettext_lazy("查看"),
}


class PermissionsField(RowsField):
    """Permissions by what they are called here: Django keeps its own ones in English."""

    def label_from_instance(self, permission: Any) -> str:
        what = permission.content_type
        said = gettext(permission.name)
        if permission.name.startswith("Can "):  # Django's own, before any translation of ours
            said = f"{VERBS[permission.codename.partition('_')[0]]} {what.name}"
        return f"{what.app_labeled_name.partition(' | ')[0]} | {said}"


class GroupsField(RowsField):
    """Groups of the staff, each with what its members may do."""

    def label_from_instance(self, group: Any) -> str:
        return group_text(group.name)


class MobileField(OneLineField):
    """A mobile number of mainland China, returned as 11 digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("手机号"))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        if (number := identity.mobile(typed)) is None:
            raise ValidationError(NOT_A_MOBILE, code="mobile")
        return number


class IdentityField(OneLineField):
    """邮箱或手机号, returned as (e-mail address, None) or (None, mobile number)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("邮箱或手机号"))
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("error_messages", {"required": IDENTITY_MISSING})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        typed = identity.tidy(super().clean(value))
        if not typed:
            return None, None
        if number := identity.mobile(typed):
            return None, number
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(NO_LOGIN_NAME, code="identity") from None
        return typed.lower(), None


class NumberField(forms.CharField):
    """A number of a kind, exact, as people type it; None where it may be left empty and was."""

    def __init__(self, *, kind: NumberKind, **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric" if kind.whole else "decimal", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attributes))
        super().__init__(strip=False, **kwargs)
        self.kind = kind

    def clean(self, value: Any) -> Any:
        number = read_typed(str(super().clean(value)), self.kind)
        if number is None and self.required:  # blanks alone
            raise ValidationError(self.error_messages["required"], code="required")
        return number


def read_typed(text: str, kind: NumberKind) -> Decimal | None:
    """Return the number that was typed, None where nothing was. Raises ValidationError with a sentence."""
    try:
        return read_number(text, kind)
    except NotANumber as error:
        raise ValidationError(number_refusal(error), code="number") from None


class HeadcountField(NumberField):
    """A number of people, or None where it is not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kind=PEOPLE, **kwargs)

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        return None if number is None else int(number)


class AmountField(NumberField):
    """An amount in 万元, or None where it is not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kind=MONEY, **kwargs)


class LastingField(forms.TypedChoiceField):
    """For how long a link is open, in days, returned as a duration."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("有效期"),
            coerce=lambda text: timedelta(days=int(text)),
            choices=lambda: [(days, days_text(days)) for days in LINK_DAYS],
            initial=USUAL_DAYS,
            **kwargs,
        )


class OpenChoiceField(forms.ChoiceField):
    """What may stay open; its empty choice says what that means, so that nothing marks it as optional."""

    says_empty = True
