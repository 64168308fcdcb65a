"""A phone in a workshop: packets swallowed, a session that has ended, a button pressed without a network."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from assessment.selectors.answers import load_sheet
from enterprises.models import Enterprise, Session, User
from standards.domain.answers import Chosen, NotApplicable
from tests.assessment.factories import make_assessment
from tests.journeys import steps
from tests.journeys.browser import Visitor
from tests.journeys.network import Weather, network
from tests.journeys.steps import button, heading, link, says, tick
from tests.people import PASSWORD
from tests.standards.fixtures import standard_2024

pytestmark = [pytest.mark.journey, pytest.mark.slow]

TROUBLE = ("ERR_", "htmx:", "Failed to load", "status 4")


def test_a_dead_spot_loses_nothing(browser: Browser, app: str, firm: Enterprise, alice: User) -> None:
    make_assessment(enterprise=firm, answered="some")
    with (
        network(app) as between,
        closing(Visitor(browser, address=between.address, width=360, both=True)) as visitor,
    ):
        steps.sign_in(visitor, str(alice.email))
        open_section(visitor.page, "填写信息安全")
        with visitor.expecting(*TROUBLE):
            between.weather = Weather.SWALLOW
            tick(visitor.page, "F06-B")
            expect(visitor.page.locator("#save-state")).to_contain_text("正在保存")
            visitor.page.close(run_before_unload=False)
            between.weather = Weather.CLEAR
            page = visitor.open()
            open_section(page, "填写信息安全")
            steps.saved(page, "F06")
            expect(page.locator("#F06-B")).to_be_checked()
            expect(page.locator("#save-state")).to_contain_text("已保存")
            between.weather = Weather.NO_REPLY  # saved by the server, which nobody hears of
            tick(page, "F06-C")
            says(page, "未保存：连不上服务器。")
            expect(page.locator("#save-state")).to_contain_text("未保存，已留在本机")
            between.weather = Weather.CLEAR
            button(page, "重试").first.click()
            steps.saved(page, "F06")
            expect(page.locator('.option[data-state="saved"]')).to_have_count(1)
        page.reload()
        for key in ("B", "C"):
            expect(page.locator(f"#F06-{key}")).to_be_checked()
        visitor.look()


def test_signing_in_on_the_way_sends_what_was_kept(
    browser: Browser, app: str, firm: Enterprise, alice: User
) -> None:
    make_assessment(enterprise=firm, answered="some")
    visitor = Visitor(browser, address=app, width=360)
    steps.sign_in(visitor, str(alice.email))
    open_section(visitor.page, "填写信息安全")
    page = visitor.page
    Session.objects.all().delete()
    with visitor.expecting(*TROUBLE):
        tick(page, "F06-B")
        says(page, "登录后自动保存")
        page.locator("[data-sign-in]").click()
    page.get_by_label("邮箱或手机号").fill(str(alice.email))
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    button(page, "登录").click()
    heading(page, "信息安全")
    steps.saved(page, "F06")
    expect(page.locator("#F06-B")).to_be_checked()
    visitor.close()


def test_the_button_without_a_network_goes_on_by_itself(
    browser: Browser, app: str, firm: Enterprise, alice: User
) -> None:
    make_assessment(enterprise=firm, answered="some")
    visitor = Visitor(browser, address=app, width=360)
    steps.sign_in(visitor, str(alice.email))
    open_section(visitor.page, "填写信息安全")
    page = visitor.page
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    with visitor.expecting(*TROUBLE):
        visitor.context.set_offline(True)
        tick(page, "F06-B")
        button(page, "保存并继续").click()
        heading(page, "没有网络")
        says(page, "填好的答案都留在这台设备上")
        visitor.context.set_offline(False)
        page.wait_for_url("**/section/M1/")  # the next section
    open_section(page, "填写信息安全")
    expect(page.locator("#F06-B")).to_be_checked()
    visitor.close()


def test_the_button_waits_for_what_is_under_way(
    browser: Browser, app: str, firm: Enterprise, alice: User
) -> None:
    """Pressed at once on a slow line: else one's own answer came back as that of somebody else."""
    make_assessment(enterprise=firm, answered="some")
    visitor = Visitor(browser, address=app, width=360)
    steps.sign_in(visitor, str(alice.email))
    open_section(visitor.page, "填写信息安全")
    page, held = visitor.page, list[tuple[Route, APIResponse]]()
    page.route("**/answer/F06/", lambda route: held.append((route, route.fetch())), times=1)
    tick(page, "F06-B")
    tick(page, "F06-C")
    button(page, "保存并继续").click()
    while not held:
        page.wait_for_timeout(50)
    route, response = held[0]
    route.fulfill(response=response)
    page.wait_for_url("**/section/M1/")  # the next section
    open_section(page, "填写信息安全")
    for key in ("B", "C"):
        expect(page.locator(f"#F06-{key}")).to_be_checked()
    visitor.close()


def test_what_is_entered_before_the_scripts_are_there_is_saved_too(
    browser: Browser, app: str, firm: Enterprise, alice: User
) -> None:
    draft = make_assessment(enterprise=firm)
    visitor = Visitor(browser, address=app, width=360, hasty=True)
    steps.sign_in(visitor, str(alice.email))
    page = visitor.page
    with scripts_come_late(page, f"/a/{draft.public_id}/section/F4/"):
        tick(page, "F06-D")
    steps.saved(page, "F06")
    section = standard_2024().section_by_item["S16"].code
    with scripts_come_late(page, f"/a/{draft.public_id}/section/{section}/"):
        page.select_option("#S16-reason", "outsourced")
    steps.saved(page, "S16")
    sheet = load_sheet(draft)
    assert sheet.at("F06").value == Chosen(options=("B", "C", "D"))
    assert sheet.at("S16").value == NotApplicable(reason="outsourced")
    visitor.close()


@contextmanager
def scripts_come_late(page: Page, url: str) -> Iterator[None]:
    """Open the page; what is done within comes before its main script."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/js/filling*.js", hold, times=1)
    page.goto(url, wait_until="commit")
    yield
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()


def open_section(page: Page, name: str) -> None:
    page.goto("/")
    link(page, steps.FIRM).click()
    link(page, "继续填写").click()
    link(page, name).click()
    heading(page, name.removeprefix("填写"))
