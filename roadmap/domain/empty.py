"""What the library does not say: fields left empty, and what nothing in it serves."""

from collections.abc import Mapping
from dataclasses import dataclass

from enterprises.domain import regions
from roadmap.domain.entries import Entry, Kind
from roadmap.domain.library import Library
from roadmap.domain.sector import Sector
from standards.domain.standard import Question, Scene, Standard

# What people look for in an entry. That nothing limits who may have a support measure is no gap.
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SECTOR: ("pains", "targets"),
    Kind.CASE: ("cost", "duration", "effect", "url"),
    Kind.SOLUTION: ("price", "licence", "url"),
    Kind.SUPPORT: ("tiers", "deadline", "url", "telephone"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyField:
    """A field of a kind, and the entries that leave it empty, out of so many."""

    kind: Kind
    name: str
    entries: tuple[Entry, ...]
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """What there is nothing for: sectors without a case, what no solution serves, provinces without support.

    `provinces`: by code; measures for the whole country serve none in particular.
    """

    sectors: tuple[Sector, ...]
    items: tuple[Scene | Question, ...]
    provinces: tuple[str, ...]


def empty_fields(library: Library) -> tuple[EmptyField, ...]:
    """Return the fields that some entry leaves empty, in the order of `FIELDS`."""
    found = (
        EmptyField(
            kind=kind,
            name=name,
            entries=tuple(entry for entry in getattr(library, kind) if _is_empty(entry, name)),
            of=len(getattr(library, kind)),
        )
        for kind, names in FIELDS.items()
        for name in names
    )
    return tuple(one for one in found if one.entries)


def unserved(library: Library, standard: Standard) -> Unserved:
    """Return what a library has nothing for, among what a standard asks."""
    served = {code for one in library.solutions for code in (*one.scenes, *one.questions)}
    items: tuple[Scene | Question, ...] = (*standard.questions, *standard.scenes)
    supported = {regions.prefix(one.region)[:2] for one in library.support_measures if one.region}
    return Unserved(
        sectors=tuple(sector for sector in library.sectors if not library.cases_of(sector.code)),
        items=tuple(item for item in items if item.code not in served),
        provinces=tuple(one.code for one in regions.provinces() if one.code[:2] not in supported),
    )


def _is_empty(entry: Entry, name: str) -> bool:
    return getattr(entry, name) in (None, "", ())
