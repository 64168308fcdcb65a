"""By which day a followed plan is projected."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OutlookForm(forms.Form):
    by = forms.DateField(
        label=_("看到哪一天"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
