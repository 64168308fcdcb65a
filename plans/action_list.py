"""What a firm does about its plan, as pages show it: the steps with whose they are and when they are due."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from enterprises.models import Enterprise, Membership, User
from plans.domain.progress import OPEN, Progress, State, StepFacts, progress
from plans.models import KeptPlan, Step
from plans.reading import Way, read_way
from plans.selectors import list_steps
from roadmap.domain.planning import PlannedStep

TAGS = {State.TO_DO: "todo", State.DOING: "part", State.DONE: "done", State.DROPPED: "todo"}


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """A step in a list. `who`: empty where nobody is named; `days_left`: None where nothing is left to do."""

    step: Step
    planned: PlannedStep
    who: str
    days_left: int | None

    @property
    def state(self) -> State:
        return State(self.step.state)

    @property
    def tag(self) -> str:
        return TAGS[self.state]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def days_late(self) -> int:
        return max(0, -self.days_left) if self.days_left is not None else 0


@dataclass(frozen=True, kw_only=True)
class ActionList:
    """All steps of a plan in the order of doing, and how far they are."""

    plan: KeptPlan
    way: Way
    rows: tuple[ActionRow, ...]
    progress: Progress

    @cached_property
    def by_position(self) -> Mapping[int, ActionRow]:
        return {row.step.position: row for row in self.rows}

    @property
    def late(self) -> tuple[ActionRow, ...]:
        """The overdue ones, the longest overdue first."""
        return tuple(self.by_position[position] for position in self.progress.late)

    @property
    def next_due(self) -> ActionRow | None:
        position = self.progress.next_due
        return None if position is None else self.by_position[position]

    def before(self, step: Step) -> tuple[ActionRow, ...]:
        """Return the steps that should come before this one and are still open."""
        codes = self.way.waits[step.code]
        return tuple(row for row in self.rows if row.step.code in codes and row.is_open)


def load_action_list(plan: KeptPlan, today: date) -> ActionList:
    """Return what the firm does about a plan, as it stands today. `plan.snapshot` should be selected."""
    way = read_way(plan)
    members = member_ids(plan.enterprise)
    rows = tuple(
        ActionRow(
            step=step,
            planned=way.by_code[step.code],
            who=owner_text(step, members),
            days_left=facts_of(step, way).days_left(today),
        )
        for step in list_steps(plan)
    )
    return ActionList(
        plan=plan,
        way=way,
        rows=rows,
        progress=progress((facts_of(row.step, way) for row in rows), today),
    )


def facts_of(step: Step, way: Way) -> StepFacts:
    return StepFacts(
        position=step.position,
        state=State(step.state),
        due_on=step.due_on,
        cost_planned=step.cost_planned,
        cost_real=step.cost_real,
        points=way.by_code[step.code].points,
    )


def member_ids(enterprise: Enterprise) -> frozenset[int]:
    """Return the keys of the users who belong to the firm."""
    return frozenset(Membership.objects.filter(enterprise=enterprise).values_list("user_id", flat=True))


def owner_text(step: Step, members: Collection[int]) -> str:
    """Say whose step it is; of somebody who has left the firm, that too."""
    if step.owner is None:
        return step.owner_name
    return str(step.owner) if step.owner.pk in members else former_text(step.owner)


def former_text(user: User) -> str:
    return _("%(name)s（已离开的成员）") % {"name": user}
