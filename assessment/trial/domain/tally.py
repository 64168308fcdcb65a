"""Effects counted: how many results change, from which level to which, and because of what.

Tallies of parts add up to that of the whole, and go to plain data and back.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from standards.domain.carrying import Misfit
from standards.domain.grading_changes import Aspect, GradingChange
from standards.domain.replay import Effect, Replayed


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOf:
    """A change against one revision: the same draft may change each of several differently."""

    revision: str  # code@number
    change: GradingChange


@dataclass(frozen=True, slots=True, kw_only=True)
class MisfitOf:
    revision: str
    misfit: Misfit


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of results. `levels`: by level before and after, of all that are comparable."""

    results: int = 0
    not_comparable: int = 0
    points_up: int = 0
    points_down: int = 0
    levels: Counter[tuple[int, int]] = field(default_factory=Counter)
    changed: Counter[ChangeOf] = field(default_factory=Counter)  # results whose points or level it changes
    moved: Counter[ChangeOf] = field(default_factory=Counter)  # of these, results whose level it moves
    misfits: Counter[MisfitOf] = field(default_factory=Counter)

    @property
    def changed_points(self) -> int:
        return self.points_up + self.points_down

    @property
    def level_up(self) -> int:
        return sum(count for (before, after), count in self.levels.items() if after > before)

    @property
    def level_down(self) -> int:
        return sum(count for (before, after), count in self.levels.items() if after < before)

    @property
    def changed_levels(self) -> int:
        return self.level_up + self.level_down

    def add(self, comparison: Replayed, effect: Effect) -> None:
        """Count one result."""
        revision = comparison.name
        self.results += 1
        for misfit in effect.misfits:
            self.misfits[MisfitOf(revision=revision, misfit=misfit)] += 1
        if effect.after is None:
            self.not_comparable += 1
            return
        self.levels[effect.before.level, effect.after.level] += 1
        self.points_up += effect.after.points > effect.before.points
        self.points_down += effect.after.points < effect.before.points
        for cause in effect.causes if effect.changes else ():
            key = ChangeOf(revision=revision, change=cause.change)
            self.changed[key] += 1
            self.moved[key] += cause.moves_level

    def merge(self, other: "Tally") -> None:
        """Add another tally's counts to this one."""
        self.results += other.results
        self.not_comparable += other.not_comparable
        self.points_up += other.points_up
        self.points_down += other.points_down
        self.levels.update(other.levels)
        self.changed.update(other.changed)
        self.moved.update(other.moved)
        self.misfits.update(other.misfits)

    def to_data(self) -> dict[str, Any]:
        """Return the tally as plain data."""
        return {
            "results": self.results,
            "not_comparable": self.not_comparable,
            "points_up": self.points_up,
            "points_down": self.points_down,
            "levels": [[*pair, count] for pair, count in sorted(self.levels.items())],
            "changes": [
                {**write_change(key), "changed": count, "moved": self.moved[key]}
                for key, count in self.changed.items()
            ],
            "misfits": [
                {"revision": key.revision, **asdict(key.misfit), "results": count}
                for key, count in self.misfits.items()
            ],
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Tally":
        """Return what `to_data` wrote."""
        tally = cls(
            results=data["results"],
            not_comparable=data["not_comparable"],
            points_up=data["points_up"],
            points_down=data["points_down"],
            levels=Counter({(before, after): count for before, after, count in data["levels"]}),
        )
        for row in data["changes"]:
            key = read_change(row)
            tally.changed[key], tally.moved[key] = row["changed"], row["moved"]
        for row in data["misfits"]:
            misfit = Misfit(code=row["code"], reason=row["reason"])
            tally.misfits[MisfitOf(revision=row["revision"], misfit=misfit)] = row["results"]
        return tally


def changes_of(comparison: Replayed) -> list[ChangeOf]:
    """Return all changes that may change results, those without effect too."""
    return [ChangeOf(revision=comparison.name, change=change) for change in comparison.changes.all]


def write_change(change: ChangeOf) -> dict[str, str]:
    """Return a change as plain data."""
    return {"revision": change.revision, **asdict(change.change)}


def read_change(data: Mapping[str, Any]) -> ChangeOf:
    """Return what `write_change` wrote."""
    change = GradingChange(
        aspect=Aspect(data["aspect"]),
        code=data["code"],
        detail=data["detail"],
        before=data["before"],
        after=data["after"],
    )
    return ChangeOf(revision=data["revision"], change=change)
