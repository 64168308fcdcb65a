"""The form of a verifier: who compared a revision with the original, the official texts of a section."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from editing.domain.texts import LONGEST, Text
from enterprises.forms.fields import OneLineField
from standards.domain.standard import Verification
from standards.wording.steps import VERIFICATION_PARTLY

OFFICIAL = "official-"


class VerificationForm(forms.Form):
    """Date, person and source; then one field for each text, named by its place among them."""

    on = forms.DateField(
        label=_("核对日期"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    by = OneLineField(label=_("核对人"), required=False, max_length=200)
    source = OneLineField(
        label=_("核对依据"),
        required=False,
        max_length=LONGEST,
        help_text=_("对照的是哪份文件：标题、文号、网址或页码。"),
    )

    def __init__(self, *args: Any, texts: dict[str, Text], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paths = {f"{OFFICIAL}{place}": path for place, path in enumerate(texts)}
        self.ours = {name: texts[path] for name, path in self.paths.items()}
        for name, text in self.ours.items():
            self.fields[name] = forms.CharField(
                label=text.zh,
                required=False,
                initial=text.official,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        """Ask for all three or none: a verification without a person or a source proves nothing."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        named = ("on", "by", "source")
        if any(given.get(name) for name in named):
            for name in named:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, VERIFICATION_PARTLY)
        return given

    @property
    def verification(self) -> Verification:
        given = self.cleaned_data
        return Verification(on=given["on"], by=given["by"], source=given["source"])

    @property
    def official(self) -> dict[str, str]:
        """Return the official texts by path; empty ones take away what was recorded."""
        return {path: self.cleaned_data[name] for name, path in self.paths.items()}

    @property
    def rows(self) -> list[tuple[str, Text, forms.BoundField]]:
        """Return path, our wording and field of each text."""
        return [(path, self.ours[name], self[name]) for name, path in self.paths.items()]
