"""What a firm does, on pages."""

from collections.abc import Mapping
from typing import Any

from django import template

from enterprises.domain.divisions import is_known
from enterprises.wording.firms import trade_name

register = template.Library()


@register.filter
def trade(firm: Mapping[str, Any]) -> str:
    """Return class and division of a firm as it was submitted; empty where it gave none."""
    division = firm["division"] or ""
    return trade_name(division, firm.get("industry_class", "")) if is_known(division) else ""
