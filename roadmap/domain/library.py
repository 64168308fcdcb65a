"""The roadmap library: all entries together, and what of them holds on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from roadmap.domain.case import Case
from roadmap.domain.entries import Entry, Kind
from roadmap.domain.measure import Measure
from roadmap.domain.sector import Sector
from roadmap.domain.solution import Solution
from roadmap.domain.support import SupportMeasure
from standards.domain.standard import Standard

Key = tuple[Kind, str]  # what names an entry: its kind and code


@dataclass(frozen=True, kw_only=True)
class Library:
    """All entries, each kind in its order. Nothing is checked here: see `roadmap.domain.checks`."""

    sectors: tuple[Sector, ...] = ()
    measures: tuple[Measure, ...] = ()
    cases: tuple[Case, ...] = ()
    solutions: tuple[Solution, ...] = ()
    support_measures: tuple[SupportMeasure, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Library":
        """Return a library of these entries, each kind sorted."""
        shelves: dict[str, list[Any]] = defaultdict(list)
        for entry in entries:
            shelves[entry.kind].append(entry)
        return cls(**{kind: tuple(sorted(shelf, key=_place)) for kind, shelf in shelves.items()})

    def __iter__(self) -> Iterator[Entry]:
        for kind in Kind:
            yield from getattr(self, kind)

    @cached_property
    def by_key(self) -> Mapping[Key, Entry]:
        return MappingProxyType({key_of(entry): entry for entry in self})

    @cached_property
    def sector_by_code(self) -> Mapping[str, Sector]:
        return MappingProxyType({sector.code: sector for sector in self.sectors})

    @cached_property
    def case_by_code(self) -> Mapping[str, Case]:
        return MappingProxyType({case.code: case for case in self.cases})

    def speaks_of(self, standard: Standard) -> bool:
        """Return whether this library was written for a standard: one with the scenes of some sector.

        Another standard may use the same codes for questions of its own; its firms get no measures from here.
        """
        return not self.sectors or any(sector.fits(standard) for sector in self.sectors)

    def measures_of(self, sector: str, stage: str, scenes: Collection[str]) -> tuple[Measure, ...]:
        """Return the measures that serve these scenes in a stage of a sector.

        The sector's own come first, each in its order; one for every sector is there only for a scene that
        has none of the sector's own.
        """
        found = [measure for measure in self.measures if measure.stage == stage and measure.serves(sector)]
        own = [measure for measure in found if measure.sector and not set(scenes).isdisjoint(measure.scenes)]
        bare = set(scenes).difference(*(measure.scenes for measure in own))
        general = [m for m in found if not m.sector and not bare.isdisjoint(m.scenes)]
        return tuple(sorted((*own, *general), key=lambda m: (not m.sector, m.order, m.code)))

    def cases_of(self, sector: str) -> tuple[Case, ...]:
        """Return a sector's own cases, SMEs first, as they are nearer to the reader."""
        own = (case for case in self.cases if case.sector == sector)
        return tuple(sorted(own, key=lambda case: (not case.is_sme, case.code)))

    def on(self, day: date) -> "Library":
        """Return what holds on a day: the rest is left out, whoever refers to it."""
        return Library.of(entry for entry in self if entry.valid_on(day))

    def replacing(self, entries: Iterable[Entry], *, without: Iterable[Key] = ()) -> "Library":
        """Return the library with these entries in the place of those of the same code."""
        changed = {**self.by_key, **{key_of(entry): entry for entry in entries}}
        for key in without:
            changed.pop(key, None)
        return Library.of(changed.values())


def key_of(entry: Entry) -> Key:
    """Return what names an entry."""
    return entry.kind, entry.code


def _place(entry: Entry) -> tuple[Any, ...]:
    return entry.sort_key
