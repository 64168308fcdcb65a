"""What a level is good for: each with its document, the day it was looked at, and no address."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from editing.domain.texts import Text
from roadmap.domain.entries import Evidence
from roadmap.domain.uses import by_level_asked
from roadmap.selectors.guide import USES, uses
from tests.roadmap.sectors import make_support

WANTED = {"pilots", "specialised-points", "specialised-new", "smart-factory", "equipment-loans"}


def test_each_use_names_its_document_and_how_well_it_is_known() -> None:
    assert {use.code for use in uses().uses} >= WANTED
    for use in uses().uses:
        assert use.evidence is not Evidence.G
        assert re.search(r"〔20\d\d〕|20\d\d-\d\d", use.source.zh), use.code
        for text in (use.title, use.asks, use.text, use.source):
            assert isinstance(text, Text)
            assert text.zh, use.code
            assert text.en, use.code


def test_no_address_is_given() -> None:
    assert not re.search(r"https?:|www\.|\.com|\.cn", USES.read_text(encoding="utf-8"))


def test_measures_stand_under_the_level_that_they_ask_for_the_local_ones_first() -> None:
    found = by_level_asked(
        [
            make_support("a", level_after_low=2),
            make_support("b", level_after_low=3),
            make_support("c", level_after_low=2, region="340800"),
            make_support("d"),
        ]
    )
    assert {level: [one.code for one in measures] for level, measures in found.items()} == {
        2: ["c", "a"],
        3: ["b"],
    }


@pytest.mark.usefixtures("shared_library")
@pytest.mark.django_db
def test_everybody_may_read_it(client: Client) -> None:
    page = client.get(reverse("roadmap:guide_levels")).content.decode()
    assert "等级有什么用" in page
    assert "二级 3 分，三级及以上 5 分" in page
    assert "核对于 2026年11月28日" in page
    assert "改造后不低于二级" in page
    assert "龙工信规〔2025〕2号" in page
    assert "等级有什么用" in client.get(reverse("roadmap:guide")).content.decode()
