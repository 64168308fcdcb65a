"""Where a followed plan leads, for its pages: now, by a day, in the end, and when the level rises."""

from dataclasses import dataclass
from datetime import date

from assessment.domain.standard import Standard
from assessment.wording import local, points_text
from plans.domain.projection import Standing, expected_days, milestones, ready_by, standing
from plans.following_selectors import Following


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A level with its name, and points; empty where the standard has no questions."""

    level: int
    name: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """A day on which the level rises, if all goes by plan."""

    on: date
    reached: Reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """`now`: with the steps that are done; `end`: with all that were not dropped."""

    now: Reached
    day: date
    by_day: Reached
    end: Reached
    rises: tuple[Rise, ...]
    expects_outcomes: bool
    levels: int  # how many the standard has


def outlook(following: Following, *, day: date, today: date) -> Outlook:
    """Return where the plan leads by a day. What is overdue is expected today."""
    projection, steps = following.projection, following.dated
    days = expected_days(steps, today)

    def after(codes: frozenset[str]) -> Reached:
        return reached(projection.standard, standing(projection, codes))

    return Outlook(
        now=after(frozenset(step.code for step in steps if step.is_done)),
        day=day,
        by_day=after(ready_by(steps, day)),
        end=after(frozenset(days)),
        rises=tuple(
            Rise(on=milestone.when, reached=reached(projection.standard, milestone.standing))
            for milestone in milestones(projection, days)
        ),
        expects_outcomes=projection.expects_outcomes,
        levels=projection.standard.rule.top,
    )


def reached(standard: Standard, standing: Standing) -> Reached:
    """Say what a firm's answers come to."""
    return Reached(
        level=standing.level,
        name=local(standard.rule.name(standing.level)),
        points=points_text(standing.points) if standard.questions else "",
    )
