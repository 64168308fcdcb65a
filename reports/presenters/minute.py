"""A result in one minute: what to do first, the whole way, what to tell others. Page and PDF say the same."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enterprises.domain.size import SizeClass
from reports.presenters.result import Result
from reports.wording.minute import (
    AT_TOP,
    NO_ESTIMATES,
    NO_MEASURES,
    NO_SIZE,
    NOT_REACHED,
    SELF_RATED,
    SELF_RATED_WITH_COSTS,
)
from roadmap.domain.helping import Help
from roadmap.domain.planning import PlannedStep, Recommended
from roadmap.domain.support_plan import SupportPlan
from roadmap.wording.funding import total_text
from roadmap.wording.plans import headline_text, money_text, months_text
from standards.wording.results import held_back_sentence, local

FIRST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """A step of the plan as the minute names it. `code`: of its measure."""

    code: str
    title: str
    takes: str  # money and months


@dataclass(frozen=True, slots=True, kw_only=True)
class Minute:
    """`first`: the beginning of the plan, `whole` the plan in one line. Where there is none, `why_none` says
    why and both are empty. `funding` says what support pays for the plan, empty where no amount is certain;
    `support` how much may fit, empty where nothing does."""

    first: tuple[Todo, ...]
    whole: str
    funding: str
    support: str
    why_none: str


def minute_of(
    result: Result,
    recommended: Recommended | None,
    found_help: Help | None,
    support: SupportPlan | None = None,
) -> Minute:
    """Return the minute of a result.

    `recommended`: None where no plan can be asked for. `found_help`, `support`: None where no sector fits.
    """
    plan = recommended.plan if recommended and not recommended.shortfall else None
    if plan is None or not plan.steps:
        why = _why_none(result, recommended)
        return Minute(first=(), whole="", funding="", support=_support(found_help), why_none=why)
    return Minute(
        first=tuple(_todo(step) for step in plan.steps[:FIRST]),
        whole=headline_text(result.standard, plan),
        funding=total_text(support.sure) if support and support.sure.grants else "",
        support=_support(found_help),
        why_none="",
    )


def _todo(step: PlannedStep) -> Todo:
    takes = {"cost": money_text(step.effort.cost), "months": months_text(step.effort.months)}
    return Todo(
        code=step.measure.code, title=local(step.measure.title), takes=_("%(cost)s，%(months)s") % takes
    )


def _support(found_help: Help | None) -> str:
    count = len(found_help.support) if found_help else 0
    if not count:
        return ""
    return ngettext("%(count)s 项支持政策可能用得上", "%(count)s 项支持政策可能用得上", count) % {
        "count": count
    }


def _why_none(result: Result, recommended: Recommended | None) -> str:
    missing = result.grade.missing
    if missing is None:
        return str(AT_TOP)
    if recommended is not None and not recommended.situation.efforts:
        unknown = result.content.enterprise["size"] == SizeClass.UNKNOWN
        return str(NO_SIZE if unknown else NO_ESTIMATES)
    if recommended is not None:
        level = {"level": local(result.standard.rule.name(missing.level))}
        return NOT_REACHED % level
    return str(NO_MEASURES)


def share_text(result: Result, minute: Minute | None) -> str:
    """Return the minute as text that can be pasted into a message; None leaves out what to do."""
    firm = {"firm": result.content.enterprise["name"], "level": local(result.level_name)}
    lines = [
        _("%(firm)s：数字化水平自评%(level)s") % firm,
        held_back_sentence(result.standard.rule, result.grade),
    ]
    if minute is None or not minute.first:
        return "\n".join((*lines, str(SELF_RATED)))
    lines.append(_("先做："))
    lines += [
        _("%(number)s. %(title)s（%(takes)s）") % {"number": number, "title": todo.title, "takes": todo.takes}
        for number, todo in enumerate(minute.first, start=1)
    ]
    return "\n".join((*lines, minute.whole, str(SELF_RATED_WITH_COSTS)))
