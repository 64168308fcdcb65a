"""What the request for a report says."""

from django import forms

from reports.models import Variant


class RequestForm(forms.Form):
    """Which variant is asked for."""

    variant = forms.ChoiceField(choices=Variant.choices)
