"""The roadmap admin in Chromium: pages in order, rows dragged or numbered, a version published."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from config.groups import PUBLISHER, ROADMAP_EDITOR, Declared
from roadmap import models
from roadmap.services import copy_entry, new_draft
from tests.journeys.browser import Visitor
from tests.journeys.conftest import Welcome
from tests.journeys.steps import button, link, says
from tests.people import AT, make_staff
from tests.roadmap.sectors import make_solution, make_support
from tests.roadmap.staff import KINDS, list_of, published, url_of
from tests.urls.world import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.slow]
Enter = Callable[..., Visitor]


@pytest.fixture
def enter(welcome: Welcome, app: str) -> Enter:
    """Give visitors who are members of these groups: `enter(ROADMAP_EDITOR, width=360)`."""

    def seated(*groups: Declared, width: int = 1440, **options: Any) -> Visitor:
        visitor = welcome(width=width, **options)
        session = sign_in(make_staff(*groups, name="李波"))
        visitor.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": app}])
        return visitor

    return seated


@pytest.fixture
def sector(app: str) -> Any:
    """A draft of the printing sector, which somebody else began."""
    return copy_entry(entry=published(models.Sector, "printing"), by=make_staff(ROADMAP_EDITOR), at=AT)


def pain(page: Page, place: int) -> Any:
    return page.locator(f"#id_pains-{place}-text_zh")


def test_every_page_is_in_order(enter: Enter, sector: Any) -> None:
    author = make_staff(ROADMAP_EDITOR)
    soon = timezone.localdate() + timedelta(days=3)
    drafts = [
        new_draft(content=one, by=author, at=AT) for one in (make_solution(), make_support(valid_until=soon))
    ]
    drafts.append(copy_entry(entry=models.Measure.objects.filter(state="published")[0], by=author, at=AT))
    shown = published(models.Sector, "auto")
    addresses = [
        reverse("admin:index"),
        *(reverse(f"admin:roadmap_{page}") for page in ("lapsing", "divisions")),
        *(list_of(kind) for kind in KINDS),
        reverse("admin:roadmap_sector_add"),
        *(url_of(draft) for draft in (sector, *drafts)),
        *(url_of(sector, page) for page in ("publish", "delete", "history")),
        *(url_of(shown, page) for page in ("change", "copy", "retire", "publish")),
    ]
    visitor = enter(ROADMAP_EDITOR, PUBLISHER, both=True)
    for address in addresses:
        visitor.page.goto(address)
        visitor.look()


def test_rows_are_dragged_and_added(enter: Enter, sector: Any) -> None:
    page = enter(ROADMAP_EDITOR).page
    page.goto(url_of(sector))
    last = pain(page, 4).input_value()
    page.locator("#pains-4 .grip").drag_to(page.locator("#pains-0 .grip"), target_position={"x": 7, "y": 2})
    expect(page.locator("#id_pains-4-position")).to_have_value("1")
    page.locator("#pains-group .add-row a").click()
    pain(page, 5).fill("人手不足")
    button(page, "保存").click()
    expect(pain(page, 0)).to_have_value(last)
    expect(pain(page, 5)).to_have_value("人手不足")


def test_without_javascript_rows_are_numbered_and_added(enter: Enter, sector: Any) -> None:
    page = enter(ROADMAP_EDITOR, width=360, javascript=False).page
    page.goto(url_of(sector))
    last = pain(page, 4).input_value()
    page.fill("#id_pains-4-position", "1")
    button(page, "保存").click()
    expect(pain(page, 0)).to_have_value(last)
    link(page, "每一部分加一个空行").click()
    pain(page, 5).fill("人手不足")
    button(page, "保存").click()
    expect(pain(page, 5)).to_have_value("人手不足")


def test_a_version_is_written_by_one_and_published_by_another(enter: Enter, app: str) -> None:
    page = enter(ROADMAP_EDITOR).page
    entry = published(models.Sector, "auto")
    page.goto(url_of(entry))
    link(page, "新建下一版").click()
    button(page, "新建草稿").click()
    page.fill("#id_scope_zh", "整车和零部件")
    page.fill("#id_change_note", "范围写全")
    button(page, "保存").click()
    draft = models.Sector.objects.get(code="auto", state="draft")
    page = enter(PUBLISHER).page
    page.goto(url_of(draft))
    link(page, "去发布").click()
    says(page, "整车和零部件")
    button(page, "发布").click()
    says(page, "已发布，不可修改")
    assert published(models.Sector, "auto").scope_zh == "整车和零部件"
