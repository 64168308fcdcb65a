"""Sentences about what a plan is for."""

from django.utils.translation import gettext, ngettext

from editing.domain.decimals import plain
from roadmap.domain.planning import Goal, PlanKind
from roadmap.wording.plans import KINDS
from standards.domain.standard import Standard
from standards.wording.results import local


def goal_text(standard: Standard, goal: Goal) -> str:
    """Name a goal by its target and bounds: 三级·最省·300 万元以内·12 个月内."""
    bounds = goal.bounds
    parts = [gettext("走得最远") if goal.target is None else local(standard.rule.name(goal.target))]
    if goal.target is not None and goal.kind is not PlanKind.NEAREST:
        parts.append(str(KINDS[goal.kind]))
    if bounds.budget is not None:
        parts.append(gettext("%(budget)s 万元以内") % {"budget": plain(bounds.budget)})
    if bounds.months is not None:
        parts.append(
            ngettext("%(months)s 个月内", "%(months)s 个月内", bounds.months) % {"months": bounds.months}
        )
    return gettext("·").join(parts)
