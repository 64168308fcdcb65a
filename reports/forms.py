"""What the request for a report says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models import Variant


class RequestForm(forms.Form):
    """Which variant is asked for; of a comparison with which result, by its public id."""

    variant = forms.ChoiceField(choices=Variant.choices)
    before = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        """Hold a comparison, and nothing else, to an earlier result."""
        if (self.cleaned_data.get("variant") == Variant.COMPARISON) != bool(self.cleaned_data.get("before")):
            raise forms.ValidationError("", code="before")
        return self.cleaned_data


class StatementForm(forms.Form):
    """What a statement says: a level that is reached, and whether the firm was verified."""

    level = forms.TypedChoiceField(
        label=_("声明已达到"), coerce=int, widget=forms.Select(attrs={"class": "form-select"})
    )
    verified = forms.BooleanField(
        label=_("同时声明：企业身份已核验"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def __init__(self, *args: Any, levels: list[tuple[int, str]], may_verify: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = levels  # type: ignore[attr-defined]
        if not may_verify:
            del self.fields["verified"]
