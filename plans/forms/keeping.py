"""What is posted to keep a plan."""

from django import forms
from django.utils.translation import gettext_lazy

from enterprises.forms.fields import OneLineField
from plans.forms.fields import LONGEST_QUERY
from plans.models import KeptPlan
from plans.wording.forms import PLAN_NAME_MISSING


class KeepForm(forms.Form):
    """The name of a plan, the parameters that it was made with, and what was seen of it."""

    name = OneLineField(
        label=gettext_lazy("方案名称"),
        max_length=KeptPlan._meta.get_field("name").max_length,
        error_messages={"required": PLAN_NAME_MISSING},
    )
    plan = OneLineField(max_length=LONGEST_QUERY, widget=forms.HiddenInput)
    seen = OneLineField(max_length=64, required=False, widget=forms.HiddenInput)
