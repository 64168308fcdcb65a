"""The timeline of a plan as SVG, in the active language: by months, until it is begun."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.domain import charts
from reports.wording.pictures import ABOUT_MONTHS
from roadmap.domain.planning import Plan
from roadmap.domain.planning.projection import Milestone, Projection, When, milestones, projected_result
from roadmap.wording.plans import months_text
from standards.wording.results import local


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """SVG strings in their order, for wide pages and for phones. They need a table that says the same."""

    wide: tuple[str, ...]
    compact: tuple[str, ...]


def draw(chart: charts.Timeline) -> Drawn:
    """Draw a timeline for both widths."""
    return Drawn(
        wide=charts.timeline(chart, prefix="wide-timeline"),
        compact=charts.timeline(chart, prefix="compact-timeline", compact=True),
    )


def draw_months(plan: Plan, projection: Projection) -> Drawn:
    """Draw a plan that was not begun: its steps by the upper ends of their months, and what it projects."""
    ends = {step.measure.code: step.slot.finish for step in plan.steps}
    length = max(ends.values(), default=0) + 1  # one more: there the last level is seen
    rises = milestones(projection, ends)
    chart = charts.Timeline(
        title=_("改进方案的时间安排"),
        desc=str(ABOUT_MONTHS),
        length=length,
        ticks=tuple(
            charts.Tick(at=month, label=str(month + 1), era=_("第几个月")) for month in range(length)
        ),
        level_heading=_("预计等级"),
        levels=projection.standard.rule.top,
        stretches=stretches(projection, ((rise, rise.when) for rise in rises)),
        bars=tuple(
            charts.Bar(
                number=str(number),
                name=local(step.measure.title),
                state=charts.BarState.TO_DO,
                start=step.slot.start,
                end=step.slot.finish,
                result=months_text(step.effort.months),
            )
            for number, step in enumerate(plan.steps, start=1)
        ),
    )
    return draw(chart)


def stretches(
    projection: Projection, rises: Iterable[tuple[Milestone[When], int]]
) -> tuple[charts.Stretch, ...]:
    """Return the levels from the beginning on, each up to the next rise. `rises`: with their places."""
    levels = [(0, projected_result(projection).level), *((at, rise.result.level) for rise, at in rises)]
    return tuple(
        charts.Stretch(start=at, level=level, name=local(projection.standard.rule.name(level)))
        for at, level in levels
    )
