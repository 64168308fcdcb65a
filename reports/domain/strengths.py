"""Where a firm stands well, by its own answers."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from standards.domain.scoring import ScoreCard
from standards.domain.standard import Group, Scene, Standard

MOST = 3
STRONG = Decimal("0.8")  # share of its points from which a group is a strength


def strengths(
    standard: Standard, card: ScoreCard, levels: Mapping[str, int], level: int
) -> tuple[Group | Scene, ...]:
    """Return at most three: groups with nearly all of their points, the fullest first, then scenes above the
    firm's own level, the highest first; equal ones in the order of the standard.

    `levels`: of the scenes that are answered.
    """
    sums = card.groups
    groups = [one for one in standard.groups if _is_full(sums[one.code].points, sums[one.code].maximum)]
    scenes = [one for one in standard.scenes if levels.get(one.code, 0) > level]
    groups.sort(key=lambda one: -Fraction(sums[one.code].points) / Fraction(sums[one.code].maximum))
    scenes.sort(key=lambda one: -levels[one.code])
    found: list[Group | Scene] = [*groups, *scenes]
    return tuple(found[:MOST])


def _is_full(points: Decimal, maximum: Decimal) -> bool:
    return maximum > 0 and points >= maximum * STRONG
