"""By which day a followed plan is projected."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.forms.fields import DayField


class TrendForm(forms.Form):
    by = DayField(label=_("看到哪一天"), required=False)
