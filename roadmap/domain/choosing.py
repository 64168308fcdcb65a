"""Which sectors the firms of a division may choose from, by what the published sectors say of divisions."""

from collections import defaultdict
from collections.abc import Iterable

from enterprises.domain import sectors as enterprises
from enterprises.domain.divisions import Name
from roadmap.domain.sector import DEFAULT_RANK, Sector


def sector_map(sectors: Iterable[Sector]) -> enterprises.SectorMap:
    """Return the sectors by division. Ordering: rank, then the order of the sectors."""
    ordered = sorted(sectors, key=lambda sector: sector.sort_key)
    defaults: dict[str, str] = {}
    others: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for sector in ordered:
        for held in sector.divisions:
            if held.rank == DEFAULT_RANK:
                defaults[held.division] = sector.code
            else:
                others[held.division].append((held.rank, sector.code))
    return enterprises.SectorMap(
        sectors=tuple(_choosable(sector) for sector in ordered),
        defaults=defaults,
        others={
            division: tuple(code for _rank, code in sorted(ranked, key=lambda pair: pair[0]))
            for division, ranked in others.items()
        },
    )


def _choosable(sector: Sector) -> enterprises.Sector:
    return enterprises.Sector(
        code=sector.code,
        name=Name(zh=sector.name.zh, en=sector.name.en),
        valid_from=sector.valid_from,
        valid_until=sector.valid_until,
    )
