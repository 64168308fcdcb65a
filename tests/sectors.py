"""Which sectors firms may choose in the tests: fixture `sectors` puts the map into the database."""

import pytest

from enterprises.domain.divisions import Name
from enterprises.domain.sectors import GENERAL, Sector, SectorMap
from enterprises.services.sectors import keep_sector_map
from tests.people import AT


def make_choosable(code: str, zh: str) -> Sector:
    return Sector(code=code, name=Name(zh=zh, en=code.title()))


SECTORS = SectorMap(
    sectors=(
        make_choosable("machinery", "机械"),
        make_choosable("auto", "汽车"),
        make_choosable("petrochem", "石化"),
        make_choosable(GENERAL, "通用"),
    ),
    defaults={"34": "machinery", "29": "petrochem"},
    others={"34": ("auto",), "29": ("auto",)},
)


@pytest.fixture
def sectors(db: None) -> SectorMap:
    keep_sector_map(sector_map=SECTORS, at=AT)
    return SECTORS
