"""A remark at an item, and who is to confirm."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from assessment.forms.members import MemberField
from assessment.wording.remarks import REMARK_EMPTY
from enterprises.forms.fields import OneLineField
from enterprises.models import Membership


class RemarkForm(forms.Form):
    text = OneLineField(
        label=gettext_lazy("写备注"),
        help_text=gettext_lazy("例如：数字来自去年年报，请核对口径。"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": REMARK_EMPTY},
    )
    asked = MemberField(
        label=gettext_lazy("请谁确认"),
        help_text=gettext_lazy("对方会在任务清单的“我的部分”里先看到。"),
        required=False,
    )

    def __init__(self, colleagues: Sequence[Membership], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["asked"].offer(colleagues)  # type: ignore[attr-defined]
        if not colleagues:
            del self.fields["asked"]
