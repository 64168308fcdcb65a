"""How a result stands among those of other firms, counted so that no single one can be made out."""

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 10  # other firms: of fewer nothing is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Peers:
    """The last results of other firms of one division by one standard.

    `by_level`: firms, by level reached, 0 for none. `below`: firms with fewer points than this result; None
    where the standard gives no points.
    """

    by_level: Mapping[int, int]
    below: int | None

    @property
    def firms(self) -> int:
        return sum(self.by_level.values())

    @property
    def are_told(self) -> bool:
        return self.firms >= FEWEST
