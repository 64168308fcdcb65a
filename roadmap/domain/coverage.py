"""Which divisions of GB/T 4754 have which sectors: gaps and doubles, before anything is published."""

from collections.abc import Iterable
from dataclasses import dataclass

from enterprises.domain.divisions import Division, all_divisions
from roadmap.domain.choosing import sector_map
from roadmap.domain.sector import DEFAULT_RANK, Sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The sectors that a division's firms may choose, by code. Without a default one: the general sector."""

    division: Division
    defaults: tuple[str, ...]
    candidates: tuple[str, ...]  # the others, in their order

    @property
    def is_gap(self) -> bool:
        """Whether no sector claims the division as its default, so that the general one stands in."""
        return not self.defaults

    @property
    def is_double(self) -> bool:
        """Whether several sectors claim it, which cannot be published."""
        return len(self.defaults) > 1


def coverage(sectors: Iterable[Sector]) -> tuple[Coverage, ...]:
    """Return all divisions in the order of the standard, each with its sectors."""
    ordered = sorted(sectors, key=lambda sector: sector.sort_key)
    candidates = sector_map(ordered).others
    return tuple(
        Coverage(
            division=division,
            defaults=tuple(sector.code for sector in ordered if _is_default(sector, division.code)),
            candidates=candidates.get(division.code, ()),
        )
        for division in all_divisions()
    )


def _is_default(sector: Sector, division: str) -> bool:
    return any((held.division, held.rank) == (division, DEFAULT_RANK) for held in sector.divisions)
