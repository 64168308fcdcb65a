"""`{% once %}` in a form that makes something: sent again, it makes nothing more."""

import secrets

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from enterprises.forms.once import TOKEN

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """Return a hidden field with a token that is good once."""
    return format_html('<input type="hidden" name="{}" value="{}">', TOKEN, secrets.token_urlsafe(16))
