"""Who fills a section, and what becomes of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from assessment.domain.working import SectionStep
from assessment.forms.members import MemberField
from assessment.wording.sections import REMARK_MISSING
from enterprises.forms.fields import OneLineField
from enterprises.models import Membership


class AssignForm(forms.Form):
    """The member who fills it."""

    member = MemberField(label=gettext_lazy("由谁填"), required=False)

    def __init__(self, members: Iterable[Membership], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["member"].offer(members)  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """One step, with a remark where it is returned."""

    do = forms.ChoiceField(choices=[(step.value, step.value) for step in SectionStep])
    remark = OneLineField(
        label=gettext_lazy("备注"),
        help_text=gettext_lazy("例如：数字来自去年年报；退回时写明要补什么。"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_remark(self) -> str:
        remark: str = self.cleaned_data["remark"]
        if not remark and self.cleaned_data.get("do") == SectionStep.RETURN:
            raise ValidationError(REMARK_MISSING, code="required")
        return remark
