"""A scene asked level by level: 是, 还不是 or 不确定 for each, and what the answers come to."""

from collections.abc import Sequence
from enum import StrEnum

from standards.domain.answers import AtLevel, Undecided, Value


class Said(StrEnum):
    """What was said of one level: we are so, not yet, not sure."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


def climbed(said: Sequence[Said | None]) -> AtLevel | Undecided | None:
    """Return the highest level whose lower ones are met too; what is said above the first other word is moot.

    `said`: of each level from 1 up, None where nothing was said. Undecided where the first level that is not
    met is open or not sure, None where nothing was said of level 1.
    """
    met = next((place for place, word in enumerate(said) if word is not Said.YES), len(said))
    if met == len(said) or said[met] is Said.NO:
        return AtLevel(level=met)
    if said[met] is Said.UNSURE:
        return Undecided(met=met)
    return Undecided(met=met, unsure=False) if met else None


def first_gap(said: Sequence[Said | None]) -> int | None:
    """Return the level that was passed over although one above it was answered, None where there is none."""
    met = next((place for place, word in enumerate(said) if word is not Said.YES), len(said))
    return met + 1 if met < len(said) and said[met] is None and any(said[met:]) else None


def said_of(value: Value | None, levels: int) -> tuple[Said | None, ...]:
    """Return what must have been said of each level for a scene to stand where it does."""
    nothing = [None] * levels
    if isinstance(value, AtLevel):
        return tuple(([Said.YES] * value.level + [Said.NO, *nothing])[:levels])
    if isinstance(value, Undecided):
        return tuple(([Said.YES] * value.met + [Said.UNSURE if value.unsure else None, *nothing])[:levels])
    return tuple(nothing)
