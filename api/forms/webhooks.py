"""Where a firm is told."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from api.domain.webhooks import is_address
from api.wording import NOT_HTTPS
from enterprises.forms.fields import OneLineField


class EndpointForm(forms.Form):
    """An address of another system. Whether it is a public one is looked at with each sending."""

    url = OneLineField(
        label=gettext_lazy("接收地址"),
        max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
        error_messages={"required": NOT_HTTPS},
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if not is_address(url):
            raise ValidationError(NOT_HTTPS, code="invalid")
        return url
