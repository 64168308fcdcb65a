"""Lists, and the pages about the whole library: what lapses, divisions; and how many queries they take."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from config.groups import ROADMAP_EDITOR
from enterprises.models import User
from roadmap import models
from roadmap.domain.sector import SectorDivision
from roadmap.services import load_library, new_draft
from tests.pages import signed_in
from tests.people import AT, make_staff
from tests.roadmap.sectors import make_case, make_measure, make_sector, make_support, text
from tests.roadmap.staff import KINDS, LIBRARY, copied, list_of, make_clerk, published, url_of
from tests.standards.editing import text_of

pytestmark = pytest.mark.usefixtures("shared_2024")

LAPSING, UNCHECKED, EMPTY, DIVISIONS = (
    reverse(f"admin:roadmap_{page}") for page in ("lapsing", "unchecked", "empty", "divisions")
)


def shown(response: Any) -> list[tuple[str, int]]:
    """Return codes and versions of a list."""
    return [(entry.code, entry.version) for entry in response.context["cl"].result_list]


def test_a_list_shows_the_newest_version_of_each_code(desk: Client, writer: User) -> None:
    copied(models.Measure, "example-1", writer)
    codes = shown(desk.get(list_of(models.Measure)))
    assert ("example-1", 2) in codes
    assert ("example-1", 1) not in codes
    assert ("example-1", 1) in shown(desk.get(list_of(models.Measure), {"versions": "all"}))


def test_an_empty_list_says_so(desk: Client) -> None:
    assert "没有符合条件的条目。" in text_of(desk.get(list_of(models.Measure), {"q": "nowhere"}))
    assert "没有符合条件的条目。" not in text_of(desk.get(list_of(models.Measure)))


def test_a_version_of_the_library_offers_nothing_to_save_or_delete(library: object) -> None:
    desk = signed_in(make_staff(ROADMAP_EDITOR))
    version = models.LibraryVersion.objects.latest()
    page = text_of(desk.get(reverse("admin:roadmap_libraryversion_change", args=[version.pk])))
    assert version.digest in page
    for none_of_its in ("None", "保存", "删除"):
        assert none_of_its not in page


def test_a_draft_does_not_hide_what_is_published(desk: Client, writer: User) -> None:
    copied(models.Measure, "example-1", writer)
    assert ("example-1", 1) in shown(desk.get(list_of(models.Measure), {"state__exact": "published"}))
    assert "草稿（第 1 版已发布）" in text_of(desk.get(list_of(models.Measure)))


@pytest.mark.parametrize(
    ("kind", "narrowed", "codes"),
    [
        (models.Measure, {"sector": "example"}, {"example-1", "example-2"}),
        (models.Measure, {"stage": "start"}, {"example-1", "general-1"}),
        (models.Measure, {"q": "做example-2"}, {"example-2"}),
        (models.SupportMeasure, {"region": "33"}, {"Z01"}),
        (models.SupportMeasure, {"region": "nowhere"}, {"Z01"}),  # not offered: not narrowed
        (models.SupportMeasure, {"valid": "now"}, {"Z01"}),
        (models.SupportMeasure, {"valid": "lapsed"}, set()),
    ],
)
def test_lists_are_narrowed(
    kind: type[models.Entry], narrowed: dict[str, str], codes: set[str], desk: Client
) -> None:
    assert {code for code, _version in shown(desk.get(list_of(kind), narrowed))} == codes


def test_lists_and_filters_name_what_they_show(desk: Client) -> None:
    page = text_of(desk.get(list_of(models.Measure)))
    assert "示例" in page
    assert "起步" not in page  # the stages of the small library are called by their codes
    assert "浙江省" in text_of(desk.get(list_of(models.SupportMeasure)))


@pytest.fixture
def ending(library: object) -> dict[str, int]:
    """Entries that end in so many days."""
    days = {"C02": -1, "C03": 3, "C04": 30, "C05": 31}
    today = timezone.localdate()
    cases = [
        make_case(code, valid_until=today + timedelta(days=left), firm=text(code))
        for code, left in days.items()
    ]
    support = make_support("Z02", valid_until=today + timedelta(days=2))
    load_library(library=LIBRARY.replacing([*cases, support]), at=AT)
    return days


def test_what_lapses_is_listed_by_kind_soonest_first(desk: Client, ending: dict[str, int]) -> None:
    response = desk.get(LAPSING)
    listed = {
        part: [(kind, [entry.code for entry in entries]) for kind, entries in response.context[part]]
        for part in ("lapsed", "lapsing")
    }
    assert listed == {
        "lapsed": [("案例", ["C02"])],
        "lapsing": [("案例", ["C03", "C04"]), ("支持政策", ["Z02"])],
    }
    assert f'href="{url_of(published(models.Case, "C03"), "copy")}"' in text_of(response)


def test_the_count_stands_on_the_first_page(desk: Client, ending: dict[str, int]) -> None:
    assert "即将到期 3 条，已过期仍在发布 1 条" in text_of(desk.get(reverse("admin:index")))


def test_who_sees_no_roadmaps_sees_no_count(db: None) -> None:
    assert "即将到期" not in text_of(signed_in(make_clerk()).get(reverse("admin:index")))


def test_divisions_show_defaults_candidates_gaps_and_doubles(desk: Client, writer: User) -> None:
    claims = (SectorDivision(division="23", rank=1), SectorDivision(division="22", rank=2))
    new_draft(content=make_sector(code="rival", name=text("争夺者"), divisions=claims), by=writer, at=AT)
    response = desk.get(DIVISIONS)
    found = {
        one.division.code: ([row.code for row in defaults], [row.code for row in candidates])
        for one, defaults, candidates in response.context["divisions"]
    }
    assert found["23"] == (["example", "rival"], [])
    assert found["22"] == ([], ["rival"])
    assert found["34"] == ([], [])
    assert response.context["doubles"] == 1
    assert "1 个大类有几个默认细分行业" in text_of(response)


def test_what_was_not_checked_for_long_is_listed_by_kind_the_longest_first(
    desk: Client, library: object
) -> None:
    today = timezone.localdate()
    days = {"C02": 90, "C03": 89, "C04": 200, "C05": None}
    cases = [
        make_case(code, checked_on=None if ago is None else today - timedelta(days=ago), firm=text(code))
        for code, ago in days.items()
    ]
    load_library(library=LIBRARY.replacing([*cases, make_support("Z01", checked_on=today)]), at=AT)
    response = desk.get(UNCHECKED)
    listed = [(kind, [entry.code for entry in entries]) for kind, entries in response.context["unchecked"]]
    assert listed == [
        ("案例", ["C01", "C05", "C04", "C02"]),
        ("解决方案", ["P01"]),
    ]  # our own judgement has no source to be held against


def test_what_is_empty_is_listed_where(desk: Client, library: object) -> None:
    full = make_case(
        "C02", firm=text("写全的"), cost=Decimal(8), effect=text("省"), url="https://www.gov.cn/x"
    )
    load_library(library=LIBRARY.replacing([full, make_case("C03", firm=text("没写的"))]), at=AT)
    page = text_of(desk.get(EMPTY))
    assert "案例：投入（万元）空着 2/3 条" in page
    assert "案例：用时空着 3/3 条" in page
    assert "支持政策：补助档次空着 1/1 条" in page
    assert "没写的" in page
    assert "没有解决方案的题目和场景" in page
    assert "S16" in page


@pytest.mark.parametrize("page", [LAPSING, UNCHECKED, EMPTY, DIVISIONS])
def test_pages_about_the_library_are_for_those_who_see_it(page: str, library: object) -> None:
    assert signed_in(make_clerk()).get(page).status_code == 403
    assert signed_in(make_clerk("view")).get(page).status_code == 200


# --- Queries -----------------------------------------------------------------------------------


def queries(browser: Client, url: str) -> int:
    browser.get(url)  # what is compiled once per process is there then
    with CaptureQueriesContext(connection) as taken:
        assert browser.get(url).status_code == 200
    return len(taken)


def test_lists_take_as_many_queries_for_many_entries(desk: Client) -> None:
    before = [queries(desk, list_of(kind)) for kind in KINDS]
    more = [
        make_case("C09"),
        *(make_measure(f"general-{place}", "start", "S01", sector="general") for place in range(3, 30)),
        make_support("Z09"),
    ]
    load_library(library=LIBRARY.replacing(more), at=AT)
    assert [queries(desk, list_of(kind)) for kind in KINDS] == before
    assert max(before) <= 12


def test_a_page_takes_as_many_queries_for_many_parts(desk: Client, writer: User) -> None:
    small, large = (copied(models.Sector, code, writer) for code in ("example", "general"))
    for entry, count in ((small, 1), (large, 30)):  # both have a problem, and the same kinds of parts added
        for place in range(1, count + 1):
            models.Pain.objects.create(entry=entry, text_zh=f"痛点 {place}", position=place + 50)
            scene = f"S{place:02}" if place < 17 and entry is large else f"X{place}"
            models.PriorityScene.objects.create(entry=entry, scene=scene, weight=1, position=place + 50)
            stage = models.Stage.objects.create(entry=entry, code=f"s{place}", name_zh="阶段", target_level=4)
            models.StageScene.objects.create(entry=entry, stage=stage, scene="S01")
    for page, most in (("change", 67), ("history", 18), ("delete", 22)):
        taken = queries(desk, url_of(small, page))
        assert queries(desk, url_of(large, page)) == taken, page
        assert taken <= most, page


def test_publishing_takes_few_queries(publisher: Client, writer: User) -> None:
    draft = copied(models.Sector, "example", writer)
    assert queries(publisher, url_of(draft, "publish")) <= 80


def test_a_sheet_takes_few_queries(desk: Client) -> None:
    assert queries(desk, url_of(published(models.Sector, "example"))) <= 20


@pytest.mark.parametrize(("page", "most"), [(LAPSING, 14), (UNCHECKED, 14), (EMPTY, 40), (DIVISIONS, 12)])
def test_pages_about_the_library_take_few_queries(page: str, most: int, desk: Client) -> None:
    assert queries(desk, page) <= most
