"""Which earlier answer is restored."""

from django import forms


class RestoreForm(forms.Form):
    """`past`: its number, the oldest is 1. `version`: of the answer that was to be replaced."""

    past = forms.IntegerField(min_value=1)
    version = forms.IntegerField(min_value=0)
