"""What people type in longer forms outlives a dead spot and a session that has ended."""

from contextlib import closing

import pytest
from playwright.sync_api import Browser, expect

from enterprises.models import Enterprise, Session, User
from plans.models import Note
from tests.journeys import steps
from tests.journeys.browser import Visitor
from tests.journeys.conftest import Welcome
from tests.journeys.network import Weather, network
from tests.journeys.steps import button, heading, says
from tests.people import PASSWORD
from tests.plans.factories import first_step, make_followed

pytestmark = [pytest.mark.journey, pytest.mark.slow]

TROUBLE = ("ERR_", "Failed to load")
WORDS = "供应商已到现场，设备联网方案还差两台。"


def test_a_note_typed_in_a_dead_spot_is_there_again(
    browser: Browser, app: str, firm: Enterprise, alice: User
) -> None:
    step = first_step(make_followed(enterprise=firm))
    with (
        network(app) as between,
        closing(Visitor(browser, address=between.address, width=360, both=True)) as visitor,
    ):
        steps.sign_in(visitor, str(alice.email))
        page = visitor.page
        page.goto(f"/t/{step.public_id}/")
        with visitor.expecting(*TROUBLE):
            between.weather = Weather.SWALLOW
            steps.unfold(page, "记录 0")
            page.fill("#id_text", WORDS)
            button(page, "添加记录").click()
            says(page, "正在保存")
            page.close(run_before_unload=False)
            between.weather = Weather.CLEAR
        page = visitor.open()
        page.goto(f"/t/{step.public_id}/")
        expect(page.locator("#id_text")).to_have_value(WORDS)
        says(page, "这里是您上次没有保存的内容。")
        visitor.look()
        with visitor.expecting(*TROUBLE):
            between.weather = Weather.DROP
            button(page, "添加记录").click()
            says(page, "未保存：连不上服务器。")
            visitor.look()
            between.weather = Weather.CLEAR
        button(page, "添加记录").click()
        expect(page.locator(".note-text")).to_have_text(WORDS)
        expect(page.locator("#id_text")).to_have_value("")
        assert [note.text for note in Note.objects.all()] == [WORDS]
        page.fill("#id_text", "再写一条")
        page.reload()
        button(page, "不要这些内容").click()
        expect(page.locator("#id_text")).to_have_value("")


def test_a_note_that_arrived_is_not_made_again_when_its_answer_was_lost(
    browser: Browser, app: str, firm: Enterprise, alice: User
) -> None:
    step = first_step(make_followed(enterprise=firm))
    with network(app) as between, closing(Visitor(browser, address=between.address, width=360)) as visitor:
        steps.sign_in(visitor, str(alice.email))
        page = visitor.page
        page.goto(f"/t/{step.public_id}/")
        steps.unfold(page, "记录 0")
        page.fill("#id_text", WORDS)
        with visitor.expecting(*TROUBLE):
            between.weather = Weather.NO_REPLY
            button(page, "添加记录").click()
            expect(page.get_by_text("未保存：连不上服务器。")).to_be_visible(timeout=15000)
            between.weather = Weather.DROP
            page.close(run_before_unload=False)
            between.weather = Weather.CLEAR
        page = visitor.open()
        page.goto(f"/t/{step.public_id}/")
        expect(page.locator("#id_text")).to_have_value(WORDS)
        button(page, "添加记录").click()
        expect(page.locator("#id_text")).to_have_value("")
        assert [note.text for note in Note.objects.all()] == [WORDS]


def test_a_profile_sent_after_the_session_ended_comes_back_filled(
    welcome: Welcome, firm: Enterprise, alice: User
) -> None:
    visitor = welcome(width=360)
    steps.sign_in(visitor, str(alice.email))
    page = visitor.page
    page.goto(f"/e/{firm.public_id}/profile/")
    page.fill("#id_name", "黄山精工机械有限公司")
    page.fill("#id_employees", "九十人")
    Session.objects.all().delete()
    button(page, "保存").click()
    page.get_by_label("邮箱或手机号").fill(str(alice.email))
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    button(page, "登录").click()
    heading(page, "企业资料")
    expect(page.locator("#id_employees")).to_have_value("九十人")
    button(page, "保存").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("#id_employees")).to_have_value("九十人")
    page.fill("#id_employees", "90")
    button(page, "保存").click()
    says(page, "已保存。")
    firm.refresh_from_db()
    assert (firm.name, firm.employees) == ("黄山精工机械有限公司", 90)


def test_two_people_change_a_profile_and_the_second_chooses(
    welcome: Welcome, firm: Enterprise, alice: User, bob: User
) -> None:
    first, second = welcome(width=1440), welcome(width=360, both=True)
    for visitor, person in ((first, alice), (second, bob)):
        steps.sign_in(visitor, str(person.email))
        visitor.page.goto(f"/e/{firm.public_id}/profile/")
    page = second.page
    for version, theirs, choice, left in (
        (2, "130", "保留现在保存的", "130"),
        (3, "131", "用我填的保存", "125"),
    ):
        first.page.fill("#id_employees", theirs)
        button(first.page, "保存").click()
        expect(first.page.locator("input[name=version]")).to_have_value(str(version))
        page.fill("#id_employees", "125")
        with second.expecting("409"):
            button(page, "保存").click()
            says(page, "未保存：别人刚刚改了企业资料")
        expect(page.locator("#id_employees")).to_have_value("125")
        second.look()
        page.get_by_text(choice, exact=True).click()
        expect(page.get_by_text("未保存：别人刚刚改了企业资料")).not_to_be_visible()
        expect(page.locator("#id_employees")).to_have_value(left)
        expect(page.get_by_text("这里是您上次没有保存的内容。")).not_to_be_visible()
