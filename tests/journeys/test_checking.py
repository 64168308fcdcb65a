"""A stranger with a report in hand: its number is typed, its file compared on the device."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from enterprises.models import User
from reports.models import ReportFile
from tests.assessment.factories import make_snapshot
from tests.journeys import steps
from tests.journeys.conftest import Welcome
from tests.people import make_enterprise, make_user
from tests.urls.world import make_report

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def owner() -> User:
    return make_user()


def report_of(owner: User) -> ReportFile:
    report = make_report(make_snapshot(enterprise=make_enterprise(owner=owner)))
    return ReportFile.objects.select_related("report").get(report=report)


def test_a_file_is_compared_without_being_sent(welcome: Welcome, owner: User, tmp_path: Path) -> None:
    file = report_of(owner)
    visitor = welcome(width=360, both=True)
    page = visitor.page
    page.goto("/check/")
    visitor.look()
    page.fill("#number", "7k3m")
    steps.button(page, "核验").click()
    steps.says(page, "您输入了 4 位")
    visitor.look()
    page.fill("#number", file.report.number.lower())
    steps.button(page, "核验").click()
    steps.heading(page, "报告核验")
    visitor.look()

    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    same, other = tmp_path / "报告.pdf", tmp_path / "改过.pdf"
    same.write_bytes(pdf := file.pdf.read())
    other.write_bytes(pdf.replace(b"%PDF-1.7", b"%PDF-1.6"))
    page.set_input_files("#file", str(same))
    expect(page.get_by_text("与当时出具的文件逐字节相同。")).to_be_visible()
    visitor.look()
    page.set_input_files("#file", str(other))
    expect(page.get_by_text("不一致", exact=True)).to_be_visible()
    expect(page.get_by_text("与当时出具的文件逐字节相同。")).to_be_hidden()
    visitor.look()
    assert sent == []


def test_without_scripts_the_digest_stands_there(welcome: Welcome, owner: User) -> None:
    file = report_of(owner)
    visitor = welcome(width=360, javascript=False)
    page = visitor.page
    page.goto(f"/check/{file.report.number}/")
    expect(page.get_by_text(file.sha256)).to_be_visible()
    expect(page.locator("#file")).to_be_hidden()
    visitor.look()


def test_the_owner_closes_the_page_and_withdraws_the_report(welcome: Welcome, owner: User) -> None:
    report = report_of(owner).report
    visitor = welcome(width=360)
    page = visitor.page
    steps.sign_in(visitor, str(owner.email))
    page.goto(f"/r/{report.public_id}/")
    visitor.look()
    steps.button(page, "关闭核验页").click()
    steps.says(page, "核验页已关闭。")
    steps.link(page, "看看别人看到的核验页").click()
    steps.heading(page, "核验页已关闭")
    visitor.look()
    page.goto(f"/r/{report.public_id}/withdraw/")
    visitor.look()
    steps.button(page, "撤回").click()
    steps.says(page, "报告已撤回，凭编号核验时会如实显示。")
    page.goto(f"/check/{report.number}/")
    steps.says(page, "这份报告已撤回")
    visitor.look()
