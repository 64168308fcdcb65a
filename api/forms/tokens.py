"""What a new token is for and how long it lasts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from api.domain.tokens import DAYS, MOST_DAYS, Scope
from api.models import SCOPES
from api.permissions import SCOPES_OF
from api.wording import DAYS_WRONG, NAME_MISSING, SCOPES_MISSING
from enterprises.forms.fields import OneLineField
from enterprises.models import Role


class TokenForm(forms.Form):
    """Name, scopes of the member's role, and days."""

    name = OneLineField(label=gettext_lazy("名称"), max_length=60, error_messages={"required": NAME_MISSING})
    scopes = forms.TypedMultipleChoiceField(
        label=gettext_lazy("可以做什么"),
        coerce=Scope,
        widget=forms.CheckboxSelectMultiple,
        initial=[Scope.READ],
        error_messages={"required": SCOPES_MISSING},
    )
    days = forms.IntegerField(
        label=gettext_lazy("有效期（天）"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=DAYS,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), DAYS_WRONG),
    )

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = SCOPES_OF[role]
        self.fields["scopes"].choices = [  # type: ignore[attr-defined]
            (scope.value, SCOPES[scope]) for scope in Scope if scope in allowed
        ]
