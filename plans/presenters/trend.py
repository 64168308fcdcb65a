"""Where a followed plan leads, for its pages: now, by a day, in the end, and when the level rises."""

from dataclasses import dataclass
from datetime import date

from plans.domain.projection import expected_days, ready_by
from plans.presenters.actions import ActionList
from roadmap.domain.planning.projection import ProjectedResult, Projection, milestones, projected_result
from standards.domain.standard import Standard
from standards.wording.results import local, rounded_points_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A level with its name, and points; empty where the standard has no questions. `levels`: there are."""

    level: int
    levels: int
    name: str
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """A day on which the level rises, if all goes by plan."""

    on: date
    reached: Reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Where the steps of a plan lead. What is overdue is expected today."""

    actions: ActionList
    today: date

    @property
    def now(self) -> Reached:
        """What the steps lead to that are done."""
        return self._after(frozenset(step.code for step in self.actions.facts if step.is_done))

    @property
    def end(self) -> Reached:
        """What all lead to that were not dropped."""
        return self._after(frozenset(self._days))

    def by(self, day: date) -> Reached:
        """Return what the steps lead to that are done, or due by a day."""
        return self._after(ready_by(self.actions.facts, day))

    @property
    def rises(self) -> tuple[Rise, ...]:
        standard = self._projection.standard
        found = milestones(self._projection, self._days)
        return tuple(Rise(on=one.when, reached=_reached(standard, one.result)) for one in found)

    @property
    def expects_outcomes(self) -> bool:
        return self._projection.expects_outcomes

    @property
    def _projection(self) -> Projection:
        return self.actions.details.projection

    @property
    def _days(self) -> dict[str, date]:
        return expected_days(self.actions.facts, self.today)

    def _after(self, codes: frozenset[str]) -> Reached:
        return _reached(self._projection.standard, projected_result(self._projection, codes))


def _reached(standard: Standard, found: ProjectedResult) -> Reached:
    return Reached(
        level=found.level,
        levels=standard.rule.top,
        name=local(standard.rule.name(found.level)),
        points=rounded_points_text(found.points) if standard.questions else "",
    )
