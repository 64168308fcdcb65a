"""Sentences about a plan that page, PDF and command share."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from editing.domain.decimals import plain
from roadmap.domain.planning import (
    Bound,
    Bounds,
    Level,
    Missing,
    Money,
    Months,
    OutOfReach,
    Plan,
    PlanKind,
    PlannedStep,
    Recommended,
    Rise,
    Why,
    Without,
    as_estimate,
)
from standards.domain.answers import AtLevel, Chosen, NotApplicable, QuestionAnswer, SceneAnswer, chosen_keys
from standards.domain.grading import Condition, conditions, grade
from standards.domain.standard import Question, Standard
from standards.wording.answers import label, option_text
from standards.wording.results import local, rounded_points_text, rounded_short_text, scene_level_name

KINDS: Mapping[PlanKind, Promise] = {
    PlanKind.NEAREST: gettext_lazy("最贴近本行业"),
    PlanKind.CHEAPEST: gettext_lazy("最省"),
    PlanKind.SAFEST: gettext_lazy("最稳"),
}
# What a condition of a level is called once it is met, and what it lacks before.
BOUGHT: Mapping[str, tuple[Promise, Promise]] = {
    "min_points": (gettext_lazy("得分达标"), gettext_lazy("得分还差 %(short)s 分")),
    "min_scenes": (gettext_lazy("场景数达标"), gettext_lazy("还差 %(short)s 个场景")),
    "min_constrained": (gettext_lazy("约束性场景达标"), gettext_lazy("还差 %(short)s 个约束性场景")),
    "min_mean": (gettext_lazy("场景平均达标"), gettext_lazy("场景平均还差 %(short)s")),
}
REASONS: Mapping[Why, Promise] = {
    Why.NO_MEASURE: gettext_lazy("举措库中没有对应的举措"),
    Why.NO_ESTIMATE: gettext_lazy("有举措，缺费用估算"),
    Why.BLOCKED: gettext_lazy("有举措，但须先做的举措无法安排"),
    Why.OUTCOME: gettext_lazy("属于成效或投入占比，随改进而来，不能作为举措"),
    Why.NOT_APPLICABLE: gettext_lazy("已填“不涉及”"),
}


def money_text(money: Money) -> str:
    """Return a range of money as estimates are said, or the exact amount where both ends are alike."""
    if money.low == money.high:
        return gettext("%(amount)s 万元") % {"amount": plain(money.low)}
    low, high = estimate_text(money.low), estimate_text(money.high)
    if low == high:
        return gettext("约 %(amount)s 万元") % {"amount": low}
    return gettext("%(low)s–%(high)s 万元") % {"low": low, "high": high}


def estimate_text(amount: Decimal) -> str:
    """Return an estimated amount as far as it means anything."""
    return plain(as_estimate(amount))


def months_text(months: Months) -> str:
    """Return a range of months, or their number where both ends are alike."""
    if months.low == months.high:
        return ngettext("%(count)s 个月", "%(count)s 个月", months.low) % {"count": months.low}
    return gettext("%(low)s–%(high)s 个月") % {"low": months.low, "high": months.high}


def rise_text(standard: Standard, rise: Rise) -> str:
    """Say what a step raises: 生产管控：一级 → 二级; of several options only those that are new."""
    if added := _added(rise):
        gained = {
            "item": label(standard, rise.code),
            "options": _options(standard.question(rise.code), added),
        }
        return gettext("%(item)s：增加 %(options)s") % gained
    return gettext("%(item)s：%(before)s → %(after)s") % {
        "item": label(standard, rise.code),
        "before": answer_text(standard, rise.code, rise.before),
        "after": answer_text(standard, rise.code, rise.after),
    }


def answer_text(standard: Standard, code: str, answer: QuestionAnswer | SceneAnswer) -> str:
    """Say an answer shortly: its option, several by their letters, a scene's level by its name."""
    if isinstance(answer, NotApplicable):
        return gettext("不涉及")
    if isinstance(answer, AtLevel):
        return scene_level_name(standard.rule, answer.level)
    question = standard.question(code)
    return _options(question, chosen_keys(question, answer) or ())


def _options(question: Question, keys: Collection[str]) -> str:
    if len(keys) == 1:
        return option_text(question, *keys)
    return gettext("选项 %(keys)s") % {"keys": gettext("、").join(keys)}


def step_text(standard: Standard, step: PlannedStep) -> str:
    """Name a step with what it raises; one that raises nothing prepares others."""
    return gettext("%(title)s（%(effect)s）") % {
        "title": local(step.measure.title),
        "effect": raised_text(standard, step),
    }


def raised_text(standard: Standard, step: PlannedStep) -> str:
    """Say what a step raises; one that raises nothing prepares others."""
    raised = gettext("；").join(rise_text(standard, rise) for rise in step.rises)
    return raised or gettext("为后续步骤做准备")


def effort_text(step: PlannedStep) -> str:
    """Say what a step costs, how long it takes, and when it can run."""
    first, last = _span(step)
    return gettext("%(cost)s，%(months)s，第 %(start)s 至 %(finish)s 个月") % {
        "cost": money_text(step.effort.cost),
        "months": months_text(step.effort.months),
        "start": first,
        "finish": last,
    }


def span_text(step: PlannedStep) -> str:
    """Say in which months of the plan a step can run, for a column headed so: 3–8."""
    first, last = _span(step)
    return str(first) if first == last else f"{first}–{last}"


def _span(step: PlannedStep) -> tuple[int, int]:
    first = step.slot.start + 1
    return first, max(step.slot.finish, first)


def total_text(plan: Plan) -> str:
    """Say what a plan costs and how long it takes."""
    if not plan.steps:
        return gettext("没有要安排的举措。")
    return gettext("共 %(count)s 步，%(cost)s，%(at_once)s，%(months)s。") % {
        "count": len(plan.steps),
        "cost": money_text(plan.cost),
        "at_once": at_once_text(plan),
        "months": months_text(plan.months),
    }


def at_once_text(plan: Plan) -> str:
    """Say how much is done at the same time: 同时最多做 3 件."""
    if plan.at_once is None:
        return gettext("能同时做的同时做")
    return ngettext("同时最多做 %(count)s 件", "同时最多做 %(count)s 件", plan.at_once) % {
        "count": plan.at_once
    }


def headline_text(standard: Standard, plan: Plan, stands: int | None = None) -> str:
    """Say in one line where a plan leads and what it takes: 到三级：13 步，79–296 万元，9–20 个月.

    `stands`: the level that the firm has; a plan that leads to no other says so.
    """
    level = local(standard.rule.name(plan.level))
    if not plan.steps:
        return gettext("%(level)s：没有要安排的举措") % {"level": level}
    text = ngettext(
        "到%(level)s：%(count)s 步，%(cost)s，%(months)s",
        "到%(level)s：%(count)s 步，%(cost)s，%(months)s",
        len(plan.steps),
    )
    if plan.level == stands:
        text = ngettext(
            "仍为%(level)s，向上推进：%(count)s 步，%(cost)s，%(months)s",
            "仍为%(level)s，向上推进：%(count)s 步，%(cost)s，%(months)s",
            len(plan.steps),
        )
    return text % {
        "level": level,
        "count": len(plan.steps),
        "cost": money_text(plan.cost),
        "months": months_text(plan.months),
    }


def bought_text(standard: Standard, plan: Plan, target: int) -> str:
    """Say which conditions of a level a plan meets, and what the others lack: 得分达标，还差 2 个场景."""
    reached = grade(standard, plan.projected).reached
    return gettext("，").join(_condition_text(each) for each in conditions(standard.rule, target, reached))


def _condition_text(condition: Condition) -> str:
    met, short = BOUGHT[condition.name]
    return str(short) % {"short": rounded_short_text(condition.short)} if condition.short else str(met)


def prices_text(bounds: Bounds, plan: Plan) -> str:
    """Say how the budget is counted, and what if all quotes come in high; empty without a budget."""
    if bounds.budget is None or not plan.steps:
        return ""
    if bounds.at_high_prices:
        return gettext("预算按高价计：各项都按高价成交也不超。")
    values = {"high": estimate_text(plan.cost.high), "more": estimate_text(plan.cost.high - bounds.budget)}
    if plan.cost.high > bounds.budget:
        return gettext("预算按中间价计；各项都按高价成交共 %(high)s 万元，超出 %(more)s 万元。") % values
    return gettext("预算按中间价计；各项都按高价成交共 %(high)s 万元，也不超。") % values


def promise_text(standard: Standard, plan: Plan) -> str:
    """Say what the projected answers are graded at."""
    values = {"level": local(standard.rule.name(plan.level)), "points": rounded_points_text(plan.points)}
    if not standard.questions:
        return gettext("按做完后的答案试算为%(level)s；等级以再次填报的结果为准。") % values
    return gettext("按做完后的答案试算为%(level)s，%(points)s 分；等级以再次填报的结果为准。") % values


def kind_text(found: Recommended) -> str:
    """Say what speaks for the plan and what it has beyond the cheapest; empty where nothing is compared."""
    if found.cheapest is None or not found.plan or not found.plan.steps:
        return ""
    if found.kind is PlanKind.CHEAPEST:
        return steadiness_text(found.plan)
    return _safety_text(found, found.plan) + _beyond_text(found, found.plan, found.cheapest)


def _safety_text(found: Recommended, plan: Plan) -> str:
    """Say that the safest plan is safe, or that there is none."""
    if found.kind is PlanKind.SAFEST:
        level = {"level": local(found.situation.standard.rule.name(plan.level))}
        return gettext("存疑的规则不论按哪种读法都是%(level)s，得分和场景数还留有余量。") % level
    if found.goal.kind is PlanKind.SAFEST:
        return gettext("现有举措做不出不论哪种读法都稳的方案，这是最贴近本行业的方案。")
    return ""


def _beyond_text(found: Recommended, plan: Plan, least: Plan) -> str:
    """Say what a plan costs more than the cheapest, and which priority scenes it has for that."""
    values = {"money": estimate_text(found.more_money), "scenes": found.more_scenes}
    if plan.codes == least.codes:
        return gettext("它也是最省的方案。")
    if not found.more_money:
        return gettext("花费和最省的相同，更贴近本行业的路线图。")
    if found.more_scenes > 0:
        text = ngettext(
            "比最省的多 %(money)s 万元，多覆盖本行业 %(scenes)s 个重点场景。",
            "比最省的多 %(money)s 万元，多覆盖本行业 %(scenes)s 个重点场景。",
            found.more_scenes,
        )
    elif found.kind is PlanKind.SAFEST:
        text = gettext("比最省的多 %(money)s 万元。")
    elif found.covers == found.cheapest_covers:
        text = gettext("比最省的多 %(money)s 万元，步骤更少，覆盖的重点场景相同。")
    else:
        text = gettext("比最省的多 %(money)s 万元，所覆盖的场景对本行业更要紧。")
    return text % values


def steadiness_text(plan: Plan) -> str:
    """Say whether the plan is the cheapest at both ends of the ranges; empty where that is not known."""
    if plan.stays_best is None or not plan.steps:
        return ""
    if plan.stays_best:
        return gettext("费用都按低端算或都按高端算，它都是最省的方案。")
    return gettext("它按费用区间的中点最省；费用都按低端算或都按高端算时，另有更省的方案。")


def without_text(standard: Standard, found: OutOfReach, without: Without) -> str:
    """Say what the target takes once a bound is given up, or what is missing at each price."""
    values = {
        "level": local(standard.rule.name(found.target)),
        "cost": money_text(without.plan.cost),
        "months": months_text(without.plan.months),
    }
    if without.bound is Bound.BUDGET and found.gap:
        return gettext("到%(level)s%(low)s、%(mid)s、%(high)s。") % {
            "level": values["level"],
            "low": _gap_text(gettext("按低价"), found.gap.low),
            "mid": _gap_text(gettext("按中间价格"), found.gap.mid),
            "high": _gap_text(gettext("按高价"), found.gap.high),
        }
    match without.bound:
        case Bound.MONTHS:
            return gettext("%(level)s最快需 %(months)s，%(cost)s。") % values
        case Bound.EXCLUDED:
            return gettext("不排除任何举措时可以到%(level)s，需 %(cost)s。") % values
        case Bound.WANTED:
            return gettext("不指定必做举措时可以到%(level)s，需 %(cost)s。") % values
        case _:
            return gettext("放开全部限制时可以到%(level)s，需 %(cost)s，%(months)s。") % values


def _gap_text(prices: str, gap: Decimal) -> str:
    if gap <= 0:
        return gettext("%(prices)s够用") % {"prices": prices}
    return gettext("%(prices)s还差 %(gap)s 万元") % {"prices": prices, "gap": estimate_text(gap)}


def missing_text(standard: Standard, missing: Missing) -> str:
    """Name an item that no measure raises, to what, and why."""
    item = missing.item
    if isinstance(item, Level):
        code, to = item.scene, local(standard.rule.name(item.level))
    else:
        code, to = item.question, _options(standard.question(item.question), (item.option,))
    values = {"item": label(standard, code), "to": to, "why": REASONS[missing.why]}
    return gettext("%(item)s → %(to)s：%(why)s") % values


def _added(rise: Rise) -> tuple[str, ...]:
    """Return the options that come to those chosen before; empty where the answer is another one."""
    if not (isinstance(rise.before, Chosen) and isinstance(rise.after, Chosen)):
        return ()
    if not set(rise.before.options) < set(rise.after.options):
        return ()
    return tuple(key for key in rise.after.options if key not in rise.before.options)
