"""Which sectors firms may choose, written down when a sector is published."""

from datetime import datetime

from django.db import transaction

from enterprises.domain.sectors import SectorMap
from enterprises.models import ChoosableSector, DivisionSector, SectorMapVersion


@transaction.atomic
def keep_sector_map(*, sector_map: SectorMap, at: datetime) -> None:
    """Make the tables say which sectors firms may choose. The same map again writes nothing."""
    newest = SectorMapVersion.objects.order_by("-pk").first()
    if newest is not None and newest.digest == sector_map.digest:
        return
    ChoosableSector.objects.all().delete()
    DivisionSector.objects.all().delete()
    ChoosableSector.objects.bulk_create(
        ChoosableSector(
            code=sector.code,
            position=position,
            name_zh=sector.name.zh,
            name_en=sector.name.en,
            valid_from=sector.valid_from,
            valid_until=sector.valid_until,
        )
        for position, sector in enumerate(sector_map.sectors)
    )
    DivisionSector.objects.bulk_create(
        DivisionSector(division=division, sector=sector, position=0)
        for division, sector in sector_map.defaults.items()
    )
    DivisionSector.objects.bulk_create(
        DivisionSector(division=division, sector=sector, position=position)
        for division, sectors in sector_map.others.items()
        for position, sector in enumerate(sectors, start=1)
    )
    SectorMapVersion.objects.create(digest=sector_map.digest, at=at)
