"""A published mistake as it concerns one result: what was wrong, and what the answers come to once corrected.

The result itself stays as it was submitted; what is computed here stands beside it.
"""

from dataclasses import dataclass

from assessment.domain.snapshot import SnapshotContent
from assessment.selectors.errata import Erratum
from standards.domain.replay import Effect, PointsAndLevel, Replayed
from standards.domain.standard import Standard
from standards.selectors.revisions import compiled
from standards.wording.changes import Names, change_sentence, misfit_sentence, with_points
from standards.wording.results import local, points_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where a result stands, as shown. `points` is empty where the rule does not look at points."""

    revision: int
    points: str
    level: int
    levels: int
    level_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalculation:
    """A result as submitted and as the correction has it, in words of the active language.

    `after` is None where answers cannot be read under the correction; `unread` says which and why.
    """

    before: Line
    after: Line | None
    causes: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def changes_level(self) -> bool:
        return self.after is not None and self.after.level_name != self.before.level_name

    @property
    def changes_points(self) -> bool:
        return self.after is not None and self.after.points != self.before.points

    @property
    def changes(self) -> bool:
        return self.changes_level or self.changes_points


def recalculation_of(content: SnapshotContent, erratum: Erratum) -> Recalculation | None:
    """Return what a result comes to under the sound revision, None while there is none."""
    if erratum.corrected_by is None:
        return None
    return recalculation(content, compiled(erratum.corrected_by.pk))


def recalculation(content: SnapshotContent, corrected: Standard) -> Recalculation:
    """Return what a result comes to under the revision that corrects its own."""
    effect = Replayed(old=content.standard, new=corrected).effect(content.answers, content.figures)
    names = Names(standards=(corrected, content.standard))
    return Recalculation(
        before=_line(content.standard, effect.before),
        after=_line(corrected, effect.after) if effect.after else None,
        causes=_causes(names, effect),
        unread=tuple(misfit_sentence(names, misfit) for misfit in effect.misfits),
    )


def _line(standard: Standard, standing: PointsAndLevel) -> Line:
    return Line(
        revision=standard.revision,
        points=points_text(standing.points) if standard.rule.uses_points else "",
        level=standing.level,
        levels=standard.rule.top,
        level_name=local(standard.rule.name(standing.level)),
    )


def _causes(names: Names, effect: Effect) -> tuple[str, ...]:
    """Return the changes at work, those that move the level first."""
    ordered = sorted(effect.causes, key=lambda cause: (not cause.moves_level, -abs(cause.points)))
    return tuple(with_points(change_sentence(names, cause.change), cause.points) for cause in ordered)
