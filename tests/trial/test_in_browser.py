"""Trying a draft in Chromium: nothing leaves the preview but its own posts, and a replay shows itself."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessment.models import Answer
from config.groups import CRITERIA_EDITOR
from jobs import tasks
from jobs.models import Job
from standards.models import Revision
from standards.services import import_standard
from tests.assessment.factories import make_snapshot
from tests.journeys.browser import Visitor, started
from tests.people import AT, make_staff
from tests.standards.fixtures import published
from tests.trial.test_preview import HARDER
from tests.urls.world import sign_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with started(chromium) as running:
        yield running


@pytest.fixture
def draft() -> Revision:
    make_snapshot()
    published()
    return import_standard(standard=HARDER, by=None, at=AT)


def visit(browser: Browser, live_server: LiveServer, **options: Any) -> Visitor:
    """Return a criteria editor, signed in."""
    visitor = Visitor(browser, address=live_server.url, **options)
    key = sign_in(make_staff(CRITERIA_EDITOR, name="钱编辑"))
    visitor.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}]
    )
    return visitor


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def test_a_preview_sends_and_keeps_nothing_but_its_own_pages(
    browser: Browser, live_server: LiveServer, draft: Revision
) -> None:
    visitor = visit(browser, live_server, width=360, both=True)
    page, here = visitor.page, reverse("trial:preview", args=[draft.pk])
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.goto(here)
    visitor.look()
    page.locator('label[for="F01-B"]').click()
    page.locator("#F02-equip_total").fill("100")
    page.locator("#F02-equip_digital").fill("45")
    page.locator("#F02-equip_digital").blur()
    page.locator('label[for="F01-A"]').click()  # stands alone: the script unticks the other
    expect(page.locator("#F01-B")).not_to_be_checked()
    page.wait_for_timeout(300)  # time enough for a request that must not come
    assert [method for method, _url in asked if method == "POST"] == []
    press(page, "下一部分")
    page.get_by_text("所有部分").click()
    press(page, "设备系统")
    expect(page.locator("#F01-A")).to_be_checked()
    expect(page.locator("#outcome-F02")).to_contain_text("45%")
    press(page, "看结果")
    expect(page.locator("h1")).to_have_text("试算结果")
    visitor.look()
    assert page.evaluate("Object.keys(localStorage)") == ["shujie-layout"]  # what the visitor chose before
    assert {url for method, url in asked if method == "POST"} == {live_server.url + here}
    assert not Answer.objects.exclude(assessment__revision=published()).exists()
    visitor.close()


def test_a_replay_shows_itself_when_it_is_done(
    browser: Browser, live_server: LiveServer, draft: Revision
) -> None:
    visitor = visit(browser, live_server, width=360)
    page = visitor.page
    page.goto(reverse("trial:replay", args=[draft.pk]))
    press(page, "开始测算")
    expect(page.locator("#replay-state")).to_contain_text("正在测算")
    tasks.run_job(job_id=Job.objects.get(kind="replay").pk)
    expect(page.locator(".trial-figures")).to_contain_text("等级会变")
    expect(page.locator("[hx-get]")).to_have_count(0)  # and asks no more
    page.get_by_role("link", name="逐条查看受影响的结果").click()
    expect(page.locator(".trial-cards tbody tr")).to_have_count(1)
    visitor.close()


def test_without_javascript_it_is_started_and_looked_at_again(
    browser: Browser, live_server: LiveServer, draft: Revision
) -> None:
    visitor = visit(browser, live_server, width=360, javascript=False)
    page = visitor.page
    page.goto(reverse("trial:replay", args=[draft.pk]))
    press(page, "开始测算")
    tasks.run_job(job_id=Job.objects.get(kind="replay").pk)
    expect(page.locator(".trial-figures")).to_have_count(0)
    page.get_by_role("link", name="刷新状态").click()
    expect(page.locator(".trial-figures")).to_contain_text("等级会变")
    visitor.close()
