"""Sentences about what a plan is for."""

from decimal import Decimal

from django.utils.translation import gettext, ngettext

from editing.domain.decimals import plain
from roadmap.domain.planning import Goal, PlanKind
from roadmap.wording.plans import KINDS, estimate_text
from standards.domain.standard import Standard
from standards.wording.results import local


def change_text(steps_in: int, steps_out: int, money: Decimal | None, months: int | None) -> str:
    """Say in one line what a change made of a plan: 多 1 步，少 2 步，费用 −3.5 万元，时间不变."""
    if money is None or months is None:
        return gettext("两边不都有方案，无法比较")
    parts = []
    if steps_in:
        parts.append(ngettext("多 %(count)s 步", "多 %(count)s 步", steps_in) % {"count": steps_in})
    if steps_out:
        parts.append(ngettext("少 %(count)s 步", "少 %(count)s 步", steps_out) % {"count": steps_out})
    if not parts:
        parts.append(gettext("步骤不变"))
    if money:
        parts.append(gettext("费用 %(money)s 万元") % {"money": _signed(money)})
    else:
        parts.append(gettext("费用不变"))
    if months:
        parts.append(
            gettext("时间 %(months)s 个月") % {"months": f"{'+' if months > 0 else '−'}{abs(months)}"}
        )
    else:
        parts.append(gettext("时间不变"))
    return gettext("，").join(parts)


def _signed(number: Decimal) -> str:
    return ("+" if number > 0 else "−") + estimate_text(abs(number))


def goal_text(standard: Standard, goal: Goal) -> str:
    """Name a goal by its target and bounds: 到三级·最省·300 万元以内·12 个月内."""
    bounds = goal.bounds
    if goal.target is None:
        parts = [gettext("走得最远")]
    else:
        parts = [gettext("到%(level)s") % {"level": local(standard.rule.name(goal.target))}]
    if goal.target is not None and goal.kind is not PlanKind.NEAREST:
        parts.append(str(KINDS[goal.kind]))
    if bounds.budget is not None:
        parts.append(gettext("%(budget)s 万元以内") % {"budget": plain(bounds.budget)})
    if bounds.months is not None:
        parts.append(
            ngettext("%(months)s 个月内", "%(months)s 个月内", bounds.months) % {"months": bounds.months}
        )
    return gettext("·").join(parts)
