"""What a firm does about its plan, as pages show it: the steps with whose they are and when they are due."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from enterprises.models import Enterprise, Membership
from plans.domain.progress import StepFacts, StepState
from plans.models import KeptPlan, Step, Tick
from plans.selectors.kept import PlanDetails, read_plan_details
from plans.selectors.news import PlanNews, news_of
from plans.selectors.plans import facts_of, list_steps
from plans.selectors.proofs import Criterion, count_unticked, ticked_criteria, ticks_of
from plans.wording.plans import owner_text
from roadmap.domain.measure import Measure

LATE, DUE, CLOSED = range(3)  # the order of the groups
TAGS = {StepState.TO_DO: "todo", StepState.DOING: "part", StepState.DONE: "done", StepState.DROPPED: "todo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """A step in a list. `who`: empty where nobody is named; `days_left`: None where nothing is left to do."""

    step: Step
    facts: StepFacts
    measure: Measure
    who: str
    days_left: int | None
    criteria: tuple[Criterion, ...]

    @property
    def tag(self) -> str:
        return TAGS[self.facts.state]

    @property
    def unticked(self) -> int:
        return count_unticked(self.criteria)

    @property
    def ticked(self) -> int:
        return len(self.criteria) - self.unticked


@dataclass(frozen=True, slots=True, kw_only=True)
class DueGroup:
    """Steps that are due in one month, by day. `month`: its first day; None of those that are overdue
    (`late`), and of those that nothing is left to do of."""

    month: date | None
    late: bool
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, kw_only=True)
class ActionList:
    """All steps of a plan in the order of doing, and how far they are."""

    plan: KeptPlan
    details: PlanDetails
    rows: tuple[ActionRow, ...]
    news: PlanNews

    @cached_property
    def facts(self) -> tuple[StepFacts, ...]:
        return tuple(row.facts for row in self.rows)

    @cached_property
    def by_position(self) -> Mapping[int, ActionRow]:
        return {row.step.position: row for row in self.rows}

    def before(self, step: Step) -> tuple[ActionRow, ...]:
        """Return the steps that should come before this one and are still open."""
        codes = self.details.waits[step.code]
        return tuple(row for row in self.rows if row.step.code in codes and row.facts.is_open)


def by_due(rows: Iterable[ActionRow]) -> tuple[DueGroup, ...]:
    """Return the steps as they want attention: overdue, then month by month, at last the closed ones."""
    groups: defaultdict[tuple[int, date], list[ActionRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.step.due_on, row.step.position)):
        groups[_group_of(row)].append(row)
    return tuple(
        DueGroup(month=first if place == DUE else None, late=place == LATE, rows=tuple(found))
        for (place, first), found in sorted(groups.items())
    )


def _group_of(row: ActionRow) -> tuple[int, date]:
    if row.days_left is None:
        return CLOSED, date.max
    return (LATE, date.min) if row.days_left < 0 else (DUE, row.step.due_on.replace(day=1))


def load_action_list(plan: KeptPlan, today: date) -> ActionList:
    """Return what the firm does about a plan, as it stands today: three queries besides its details."""
    details, steps = read_plan_details(plan), tuple(list_steps(plan))
    members, ticks = member_ids(plan.enterprise), ticks_of(plan)
    titles = {code: measure.title for code, measure in details.measures.items()}
    return ActionList(
        plan=plan,
        details=details,
        rows=tuple(
            _row(step, details.measures[step.code], members=members, ticks=ticks[step.pk], today=today)
            for step in steps
        ),
        news=news_of(plan, steps, titles, today),
    )


def _row(
    step: Step, measure: Measure, *, members: Collection[int], ticks: Iterable[Tick], today: date
) -> ActionRow:
    facts = facts_of(step)
    return ActionRow(
        step=step,
        facts=facts,
        measure=measure,
        who=owner_text(step, members),
        days_left=facts.days_left(today),
        criteria=ticked_criteria(measure, ticks),
    )


def member_ids(enterprise: Enterprise) -> frozenset[int]:
    """Return the keys of the users who belong to the firm."""
    return frozenset(Membership.objects.filter(enterprise=enterprise).values_list("user_id", flat=True))
