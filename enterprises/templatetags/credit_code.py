"""The credit code on pages."""

from django import template

from enterprises.domain.credit_code import is_doubtful
from enterprises.wording.firms import credit_code_text

register = template.Library()
register.filter("credit_code", credit_code_text)
register.filter("is_doubtful", is_doubtful)
