"""Which earlier answer is restored."""

from django import forms

from assessment.forms.items import MAX_VERSION


class RestoreForm(forms.Form):
    """`past`: its number, the oldest is 1. `version`: of the answer that was to be replaced."""

    past = forms.IntegerField(min_value=1, max_value=MAX_VERSION)
    version = forms.IntegerField(min_value=0, max_value=MAX_VERSION)
