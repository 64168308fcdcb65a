"""Reads: which sectors firms may choose, kept per process."""

from collections import defaultdict
from datetime import date
from functools import lru_cache

from enterprises.domain.divisions import Name
from enterprises.domain.sectors import Sector, SectorMap
from enterprises.models import ChoosableSector, DivisionSector, Enterprise, SectorMapVersion


class _Overtaken(Exception):
    """The tables were written while they were read: `sector_map` may be shown, not kept."""

    def __init__(self, sector_map: SectorMap) -> None:
        super().__init__()
        self.sector_map = sector_map


def sector_map(on: date) -> SectorMap:
    """Return which sectors firms may choose on a day: one query, two more when the map has changed."""
    digest = SectorMapVersion.objects.order_by("-pk").values_list("digest", flat=True).first()
    if digest is None:
        return SectorMap()
    try:
        return _sector_map_on(digest, on)
    except _Overtaken as overtaken:
        return overtaken.sector_map.on(on)


def own_sector(enterprise: Enterprise, on: date) -> str:
    """Return the sector a firm has chosen while it holds, else the default one of its trade."""
    return sector_map(on).own(enterprise.sector, enterprise.trade)


@lru_cache(maxsize=4)
def _sector_map_on(digest: str, on: date) -> SectorMap:
    return _sector_map(digest).on(on)


@lru_cache(maxsize=1)
def _sector_map(digest: str) -> SectorMap:
    # All that decides the content is in the digest, so nothing ever needs to be thrown away.
    found = _read_sector_map()
    if found.digest != digest:
        raise _Overtaken(found)
    return found


def _read_sector_map() -> SectorMap:
    defaults: dict[str, str] = {}
    others: dict[str, list[str]] = defaultdict(list)
    for row in DivisionSector.objects.order_by("division", "position"):
        if row.position:
            others[row.division].append(row.sector)
        else:
            defaults[row.division] = row.sector
    return SectorMap(
        sectors=tuple(
            Sector(
                code=row.code,
                name=Name(zh=row.name_zh, en=row.name_en),
                valid_from=row.valid_from,
                valid_until=row.valid_until,
            )
            for row in ChoosableSector.objects.order_by("position")
        ),
        defaults=defaults,
        others={division: tuple(sectors) for division, sectors in others.items()},
    )
