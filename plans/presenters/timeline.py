"""The timeline of a plan as SVG, in the active language: of a plan that was begun, by days."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from plans.domain.progress import StepFacts
from plans.domain.projection import expected_days
from plans.models import STEP_STATES
from plans.presenters.actions import ActionList, ActionRow
from plans.wording.pictures import ABOUT_CALENDAR
from plans.wording.plans import due_text
from reports.domain import charts
from reports.presenters.timeline import Drawn, draw, stretches
from roadmap.domain.planning.projection import milestones
from roadmap.domain.schedule import months_later
from standards.wording.results import local

ONE_DAY = timedelta(days=1)


def draw_days(actions: ActionList, today: date) -> Drawn:
    """Draw a plan that was begun: its steps on their days, done ones when they were done."""
    return draw(_by_days(actions, today))


def _by_days(actions: ActionList, today: date) -> charts.Timeline:
    steps, projection = actions.facts, actions.details.projection
    is_followed = actions.plan.is_followed
    late = [today] if is_followed and any(step.is_overdue(today) for step in steps) else []
    first = min(map(_first_day, steps)).replace(day=1)
    last = max([*late, *(step.done_on or step.due_on for step in steps)])
    months = tuple(_months(first, months_later(last, 1)))  # one more: there the last level is seen
    end = months_later(months[-1], 1)
    # Of a plan that is over nothing more is to be expected.
    expected = steps if is_followed else tuple(step for step in steps if step.is_done)
    rises = milestones(projection, expected_days(expected, today))
    return charts.Timeline(
        title=_("改进方案的时间安排"),
        desc=str(ABOUT_CALENDAR),
        length=(end - first).days,
        ticks=tuple(_month_tick(month, first) for month in months),
        level_heading=_("预计等级"),
        levels=projection.standard.rule.top,
        stretches=stretches(projection, ((rise, (rise.when + ONE_DAY - first).days) for rise in rises)),
        bars=tuple(_day_bar(row, first=first, today=today if is_followed else None) for row in actions.rows),
        today=((today - first).days, _("今天")) if is_followed and first <= today < end else None,
    )


def _months(first: date, last: date) -> Iterator[date]:
    """Give the first day of each month, from that of `first` to that of `last`."""
    while first <= last:
        yield first
        first = months_later(first, 1)


def _month_tick(month: date, first: date) -> charts.Tick:
    return charts.Tick(
        at=(month - first).days,
        label=_("%(month)s 月") % {"month": month.month},
        era=_("%(year)s 年") % {"year": month.year},
    )


def _first_day(step: StepFacts) -> date:
    """Return the day on which the bar begins: what was done before its time began then."""
    return min(step.starts_on, step.done_on or step.starts_on)


def _day_bar(row: ActionRow, *, first: date, today: date | None) -> charts.Bar:
    step = row.facts
    overdue = today is not None and step.is_overdue(today)
    return charts.Bar(
        number=str(step.position),
        name=local(row.measure.title),
        state=charts.BarState(step.state.value),
        start=(_first_day(step) - first).days,
        end=((step.done_on or step.due_on) + ONE_DAY - first).days,
        result=state_text(step, today),
        late_until=(today - first).days if today is not None and overdue else None,
    )


def state_text(step: StepFacts, today: date | None) -> str:
    """Say how a step stands: overdue before anything else. `today` None: the plan is over."""
    if today is not None and step.is_overdue(today):
        return due_text((step.due_on - today).days)
    return str(STEP_STATES[step.state])
