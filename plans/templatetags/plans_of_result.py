"""Plans on the result page, which knows nothing of plans."""

from typing import Any

from django import template

from assessment.models import Snapshot
from plans.domain.goals import MOST
from plans.selectors.plans import list_plans
from standards.domain.standard import Standard

register = template.Library()


@register.inclusion_tag("plans/_section.html")
def plans_section(snapshot: Snapshot, standard: Standard, level: int) -> dict[str, Any]:
    """Show the way to a plan from a result of this level, and the firm's plans. One query."""
    return {
        "snapshot": snapshot,
        "targets": standard.rule.thresholds[level:],
        "most": MOST,
        "kept_plans": list_plans(snapshot.assessment.enterprise),
    }
