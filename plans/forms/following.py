"""Beginning and ending a plan."""

from django import forms
from django.utils.translation import gettext_lazy

from plans.forms.fields import DayField
from plans.models import PlanState


class BeginForm(forms.Form):
    begins_on = DayField(label=gettext_lazy("开始日期"))


class CloseForm(forms.Form):
    state = forms.ChoiceField(choices=[(state, state) for state in (PlanState.FINISHED, PlanState.STOPPED)])
