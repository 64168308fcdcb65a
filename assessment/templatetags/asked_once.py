"""What answers know, for the page of the profile that asks for the same."""

from decimal import Decimal
from typing import Any

from django import template

from assessment.domain.oddities import same_in_profile
from assessment.selectors.answers import newest_figures
from editing.domain.decimals import plain
from enterprises.models import Enterprise
from enterprises.wording.numbers import number_text
from enterprises.wording.oddities import profile_names

register = template.Library()


@register.simple_tag
def figures_of_answers(enterprise: Enterprise | str) -> dict[str, dict[str, Any]]:
    """Return by field of the profile what the newest answers say, where the profile says something else."""
    if not isinstance(enterprise, Enterprise):  # a firm that is only being registered
        return {}
    figures, names = newest_figures(enterprise, same_in_profile()), profile_names()
    return {
        field: {
            "value": f"{field}={plain(figures[figure])}",
            "text": f"{number_text(figures[figure])} {names[field][1]}",
        }
        for figure, field in same_in_profile().items()
        if figure in figures and figures[figure] != Decimal(getattr(enterprise, field) or -1)
    }
