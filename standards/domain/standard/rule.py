"""The level rule: what each level asks for, of which kind the rule is, and so what it looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from editing.domain.texts import NO_TEXT, Text

ASKED = ("min_points", "min_scenes", "min_constrained", "min_mean")


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """What a level asks for; None where the rule does not ask. All bounds are inclusive."""

    level: int
    name: Text
    min_points: Decimal | None = None
    min_scenes: int | None = None
    min_constrained: int | None = None
    min_mean: Decimal | None = None  # of the scene levels, weighted

    @property
    def asked(self) -> Mapping[str, int | Decimal | None]:
        """Return what the level may ask for, by field."""
        return {name: getattr(self, name) for name in ASKED}


class RuleKind(StrEnum):
    LOWER_OF_BOTH = "lower_of_both"  # level = lower of the score side and the scene side
    POINTS = "points"  # the score side alone
    WEIGHTED_SCENES = "weighted_scenes"  # the weighted mean of the scene levels alone


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRule:
    kind: RuleKind
    thresholds: tuple[Threshold, ...]  # ascending by level
    below: Text  # the name of level 0
    source: Text = NO_TEXT

    @property
    def top(self) -> int:
        return len(self.thresholds)

    @property
    def uses_points(self) -> bool:
        """Return whether the points decide, alone or beside the scenes."""
        return self.kind is not RuleKind.WEIGHTED_SCENES

    @property
    def counts_scenes(self) -> bool:
        """Return whether levels ask for a number of scenes."""
        return self.kind is RuleKind.LOWER_OF_BOTH

    @property
    def weighs_scenes(self) -> bool:
        """Return whether levels ask for a weighted mean of the scene levels."""
        return self.kind is RuleKind.WEIGHTED_SCENES

    @property
    def uses_scenes(self) -> bool:
        """Return whether the scenes decide, alone or beside the points."""
        return self.counts_scenes or self.weighs_scenes

    @property
    def counts_constrained(self) -> bool:
        """Return whether any level asks for constrained scenes of their own."""
        return self.counts_scenes and any(threshold.min_constrained for threshold in self.thresholds)

    def threshold(self, level: int) -> Threshold:
        """Return the threshold of a level from 1 to the top."""
        return self.thresholds[level - 1]

    def name(self, level: int) -> Text:
        """Return the level's name, that of 未定级 for 0."""
        return self.threshold(level).name if level else self.below
