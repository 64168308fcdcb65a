"""Which sectors the firms of a trade may choose from, and which is theirs unless they choose.

A trade is a class or, where a firm gives none or the map does not tell the class apart, its division.

The sectors are those whose roadmaps are published; the general one is open to every division.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from enterprises.domain.divisions import Name, division_of

GENERAL = "general"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A sector that firms may choose. `valid_until` is its last day; None: no limit."""

    code: str
    name: Name
    valid_from: date | None = None
    valid_until: date | None = None

    def valid_on(self, day: date) -> bool:
        """Return whether firms may choose it on this day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


NO_ROADMAP = Sector(code=GENERAL, name=Name(zh="通用", en="General"))  # before any is published


@dataclass(frozen=True, kw_only=True)
class SectorMap:
    """The sectors in their order, and by division or class its default one and the others, in order."""

    sectors: tuple[Sector, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> Mapping[str, Sector]:
        return MappingProxyType({GENERAL: NO_ROADMAP, **{sector.code: sector for sector in self.sectors}})

    @property
    def digest(self) -> str:
        """Return a digest of all that the map says; equal maps have equal digests."""
        plain = json.dumps(asdict(self), default=str, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()

    def on(self, day: date) -> "SectorMap":
        """Return the map without the sectors that do not hold on this day."""
        return replace(self, sectors=tuple(sector for sector in self.sectors if sector.valid_on(day)))

    def default(self, trade: str) -> str:
        """Return the sector of a trade unless another is chosen: the general one where none is set."""
        codes = (self.defaults.get(trade, ""), self.defaults.get(division_of(trade), ""))
        return next((code for code in codes if code in self.by_code), GENERAL)

    def choices(self, trade: str) -> tuple[Sector, ...]:
        """Return the sectors a trade may choose from, its default first, the general one among them."""
        division = division_of(trade)
        others = (*self.others.get(trade, ()), self.default(division), *self.others.get(division, ()))
        codes = dict.fromkeys((self.default(trade), *others, GENERAL))
        return tuple(self.by_code[code] for code in codes if code in self.by_code)

    def own(self, chosen: str, trade: str) -> str:
        """Return a firm's sector: the chosen one while it holds, else the default of its trade."""
        return chosen if chosen in self.by_code else self.default(trade)
