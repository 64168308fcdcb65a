"""How far a followed plan is on a day: steps, money, what is overdue and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.domain.followed import OPEN, StepState

__all__ = ["Progress", "StepFacts", "StepState", "progress"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """What a firm says about one step. Money in 万元; `cost_real` None: not known."""

    code: str  # of the measure
    position: int
    state: StepState
    starts_on: date
    due_on: date
    done_on: date | None  # None unless it is done
    cost_planned: Decimal
    cost_real: Decimal | None

    @property
    def is_done(self) -> bool:
        return self.state is StepState.DONE

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def is_overdue(self, today: date) -> bool:
        """Return whether it is open though its last day has passed."""
        return self.is_open and self.due_on < today

    def days_left(self, today: date) -> int | None:
        """Return the days until it is due, below 0 where it is overdue; None where nothing is left to do."""
        return (self.due_on - today).days if self.is_open else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a plan stands. Steps that were dropped count nowhere but in `dropped`, and in money spent."""

    done: int
    counted: int
    dropped: int
    spent: Decimal | None  # None: no real cost is known yet
    planned: Decimal
    unpriced: int  # steps that are done, but whose real cost is not known
    late: tuple[int, ...]  # positions, the longest overdue first
    next_due: int | None  # position of the open step that is due next and not overdue

    @property
    def open(self) -> int:
        return self.counted - self.done


def progress(steps: Iterable[StepFacts], today: date) -> Progress:
    """Return how far the steps of a plan are on a day."""
    given = tuple(steps)
    counted = [step for step in given if step.state is not StepState.DROPPED]
    done = [step for step in counted if step.is_done]
    spent = [step.cost_real for step in given if step.cost_real is not None]
    waiting = sorted(
        (step for step in counted if step.is_open), key=lambda step: (step.due_on, step.position)
    )
    return Progress(
        done=len(done),
        counted=len(counted),
        dropped=len(given) - len(counted),
        spent=sum(spent, Decimal(0)) if spent else None,
        planned=sum((step.cost_planned for step in counted), Decimal(0)),
        unpriced=sum(step.cost_real is None for step in done),
        late=tuple(step.position for step in waiting if step.is_overdue(today)),
        next_due=next((step.position for step in waiting if step.due_on >= today), None),
    )
