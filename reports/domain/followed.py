"""The plan that a firm follows from a result, as it stood when a report was asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from editing.domain.texts import Text


class StepState(StrEnum):
    """What became of a step."""

    TO_DO = "to_do"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


OPEN = frozenset({StepState.TO_DO, StepState.DOING})


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedStep:
    """A step with its days. `cost`: as planned, in 万元. `done_on`: None unless it is done.

    Who does it is not told: reports go to others.
    """

    title: Text
    state: StepState
    cost: Decimal
    starts_on: date
    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A plan by its name, with its steps in order."""

    name: str
    steps: tuple[FollowedStep, ...]

    @property
    def open(self) -> tuple[FollowedStep, ...]:
        """The steps to be done yet, what is due first before others."""
        return tuple(sorted((s for s in self.steps if s.state in OPEN), key=lambda step: step.due_on))

    @property
    def counted(self) -> int:
        """How many steps are not dropped."""
        return sum(step.state is not StepState.DROPPED for step in self.steps)

    @property
    def done(self) -> int:
        return sum(step.state is StepState.DONE for step in self.steps)

    @property
    def rows(self) -> dict[str, Any]:
        """What `of_rows` reads, for a JSON column."""
        return {"name": self.name, "steps": [_row(step) for step in self.steps]}

    @classmethod
    def of_rows(cls, rows: Mapping[str, Any]) -> "Followed | None":
        """Read what `rows` wrote; None where nothing was followed."""
        return cls(name=rows["name"], steps=tuple(map(_step, rows["steps"]))) if rows else None


def _row(step: FollowedStep) -> Sequence[str | None]:
    done_on = step.done_on.isoformat() if step.done_on else None
    days = (step.starts_on.isoformat(), step.due_on.isoformat(), done_on)
    return (step.title.zh, step.title.en, step.state.value, str(step.cost), *days)


def _step(row: Sequence[Any]) -> FollowedStep:
    zh, en, state, cost, starts_on, due_on, done_on = row
    return FollowedStep(
        title=Text(zh=zh, en=en),
        state=StepState(state),
        cost=Decimal(cost),
        starts_on=date.fromisoformat(starts_on),
        due_on=date.fromisoformat(due_on),
        done_on=date.fromisoformat(done_on) if done_on else None,
    )
