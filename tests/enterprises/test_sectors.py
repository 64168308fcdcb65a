"""Which sectors a division may choose, which is a firm's own, and how processes learn of another map."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from enterprises.domain.sectors import GENERAL, SectorMap
from enterprises.models import SectorMapVersion
from enterprises.selectors.sectors import sector_map
from enterprises.services.sectors import keep_sector_map
from tests.people import AT
from tests.sectors import SECTORS, make_choosable

DAY = date(2026, 3, 2)


def test_a_class_has_the_sector_that_the_map_gives_it_else_that_of_its_division() -> None:
    split = replace(SECTORS, defaults={**SECTORS.defaults, "3482": "auto"}, others={"34": ("petrochem",)})
    assert (split.default("3482"), split.default("3481"), split.default("34")) == (
        "auto",
        "machinery",
        "machinery",
    )
    assert [one.code for one in split.choices("3482")] == ["auto", "machinery", "petrochem", GENERAL]
    assert [one.code for one in split.choices("3481")] == ["machinery", "petrochem", GENERAL]
    assert split.own("", "3482") == "auto"
    assert split.default("1111") == GENERAL


def until(map_: SectorMap, code: str, day: date) -> SectorMap:
    """Return the map with one sector ending on a day."""
    ended = (replace(s, valid_until=day) if s.code == code else s for s in map_.sectors)
    return replace(map_, sectors=tuple(ended))


def codes(map_: SectorMap, division: str) -> list[str]:
    return [sector.code for sector in map_.choices(division)]


def test_a_division_offers_its_default_first_and_the_general_one_always() -> None:
    assert codes(SECTORS, "34") == ["machinery", "auto", GENERAL]
    assert codes(SECTORS, "83") == [GENERAL]


def test_a_division_without_a_default_has_the_general_sector_first() -> None:
    assert codes(replace(SECTORS, others={"47": ("auto",)}), "47") == [GENERAL, "auto"]


def test_a_chosen_sector_holds_until_it_ends() -> None:
    assert SECTORS.own("auto", "34") == "auto"
    ending = until(SECTORS, "auto", DAY)
    assert ending.on(DAY).own("auto", "34") == "auto"
    assert ending.on(DAY + timedelta(days=1)).own("auto", "34") == "machinery"


def test_a_default_that_has_ended_gives_way_to_the_general_sector_not_to_the_next() -> None:
    ended = until(SECTORS, "machinery", DAY).on(DAY + timedelta(days=1))
    assert ended.own("", "34") == GENERAL
    assert codes(ended, "34") == [GENERAL, "auto"]


def test_a_sector_that_has_not_begun_cannot_be_chosen() -> None:
    later = replace(make_choosable("toys", "玩具"), valid_from=DAY + timedelta(days=1))
    coming = replace(SECTORS, sectors=(*SECTORS.sectors, later), others={"24": ("toys",)})
    assert codes(coming.on(DAY), "24") == [GENERAL]
    assert codes(coming.on(DAY + timedelta(days=1)), "24") == [GENERAL, "toys"]


def test_before_anything_is_published_there_is_the_general_sector() -> None:
    assert [sector.name.zh for sector in SectorMap().choices("34")] == ["通用"]


@pytest.mark.django_db
def test_what_is_kept_is_read_back(sectors: SectorMap) -> None:
    assert sector_map(DAY) == sectors


@pytest.mark.django_db
def test_reading_takes_one_query_once_compiled(
    sectors: SectorMap, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sector_map(DAY)
    with django_assert_num_queries(1):
        sector_map(DAY)


@pytest.mark.django_db
def test_keeping_the_same_map_again_writes_nothing(sectors: SectorMap) -> None:
    keep_sector_map(sector_map=sectors, at=AT)
    assert SectorMapVersion.objects.count() == 1


@pytest.mark.django_db
def test_another_map_is_seen_at_once(sectors: SectorMap) -> None:
    assert sector_map(DAY).default("34") == "machinery"
    keep_sector_map(sector_map=replace(sectors, defaults={"34": "auto"}, others={}), at=AT)
    assert sector_map(DAY).default("34") == "auto"


@pytest.mark.django_db
def test_without_any_map_everybody_is_in_the_general_sector() -> None:
    assert sector_map(DAY).own("auto", "34") == GENERAL


@pytest.mark.django_db
def test_a_map_written_while_it_is_read_is_shown_but_not_kept(sectors: SectorMap) -> None:
    SectorMapVersion.objects.create(digest="of what another process wrote before", at=AT)
    assert sector_map(DAY) == sectors
    keep_sector_map(sector_map=replace(sectors, defaults={}), at=AT)
    assert sector_map(DAY).default("34") == GENERAL
