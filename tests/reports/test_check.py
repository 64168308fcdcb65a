"""The public page behind a report's number: what it confirms, what became of the report, and nothing else."""

import html
import logging
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from assessment.models import Snapshot
from assessment.services import correct, submit
from config.settings import ACCOUNT_RATE_LIMITS
from enterprises.models import Enterprise, User
from reports.document.blocks import Cover
from reports.document.content.drawing import qr_code
from reports.document.issuing import check_address, document_of
from reports.document.typesetting import typeset
from reports.domain.number import number_of
from reports.models import Certificate, Report, ReportFile
from reports.services.reports import hide_check_page, show_check_page, withdraw_report
from standards.services import link_correction, mark_defective
from tests.assessment.factories import DECLARATION, make_snapshot
from tests.domain.revisions import revision
from tests.pages import signed_in, text_of
from tests.people import AT
from tests.reports.contents import NUMBER, make_content, make_document, pages
from tests.reports.factories import make_report
from tests.standards.fixtures import make_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024", "sectors")]
LATER = AT + timedelta(days=1)


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    return make_snapshot(enterprise=firm)


@pytest.fixture
def report(snapshot: Snapshot, alice: User) -> Report:
    return make_report(snapshot, alice)


def asked(number: str) -> Any:
    return Client().get(reverse("reports:check", args=[number]), follow=True)


def said(report: Report) -> str:
    response = asked(report.number)
    assert response.status_code == 200
    return text_of(response)


def change(name: str, user: User, report: Report, **data: str) -> Any:
    return signed_in(user).post(reverse(f"reports:{name}", args=[report.public_id]), data)


# --- What it confirms -------------------------------------------------------------------------


def test_a_stranger_sees_what_is_printed(report: Report) -> None:
    text = said(report)
    for part in (
        "报告确已出具，未被更正或撤回",
        report.number,
        "示例机械有限公司",
        "企业身份未经核验",
        "企业自评，未经现场评定",
        "二级",
        "2026-03-02",
        "中小企业数字化水平评测指标（2024年版）",
        "第 1 版",
        ReportFile.objects.get().sha256,
    ):
        assert part in text, part


def test_it_states_the_seal_and_calls_only_a_ca_s_a_signature(report: Report) -> None:
    certificate = ReportFile.objects.get().certificate
    text = said(report)
    assert certificate.fingerprint in text
    assert "文件带有完整性校验" in text
    assert "签名" not in text
    assert "时间戳" not in text
    Certificate.objects.update(from_ca=True)
    ReportFile.objects.update(time_stamped=True)
    text = said(report)
    assert "文件带有电子签名" in text
    assert "另有时间戳" in text
    assert "完整性校验" not in text.replace(certificate.name, "")


def test_nothing_else_leaks(report: Report, snapshot: Snapshot, alice: User) -> None:
    draft = correct(snapshot=snapshot, reason="设备台数填错了", by=alice, at=LATER)
    newer = submit(assessment=draft, declaration=DECLARATION, by=alice, at=LATER)
    other = make_report(newer, alice)
    firm, page = snapshot.assessment.enterprise, html.unescape(asked(report.number).content.decode())
    hidden = {
        "code": firm.uscc,
        "filler": "李波",
        "responsible": "王爱丽",
        "position": "生产部经理",
        "reason": "设备台数填错了",
        "e-mail": str(alice.email),
        "number of the other": other.number,
        "trade": "通用设备",
        "place": "安庆",
        "size": "小型",
        "revenue": "5600",
        "figure": "4480",
        "points": "54.15",
        "question": "F01",
        "sector": "machinery",
        **{
            f"key of {row._meta.model_name}": str(row.public_id)
            for row in (report, other, snapshot, newer, firm, report.job, snapshot.assessment)
        },
    }
    assert {what: value for what, value in hidden.items() if value in page} == {}


def test_another_name_since_then_is_not_told(report: Report) -> None:
    Enterprise.objects.update(name="新名称有限公司")
    text = said(report)
    assert "示例机械有限公司" in text
    assert "新名称" not in text


def test_a_firm_counts_as_verified_while_it_is_under_the_printed_name(report: Report, alice: User) -> None:
    verified, plain = "企业身份已核验（营业执照）", "企业身份未经核验"
    for change, shown, hidden in (
        ({"verified_by": alice, "verified_at": AT}, verified, plain),
        ({"verified_until": AT.date()}, plain, verified),  # its last day is over
        ({"verified_until": None, "name": "新名称有限公司"}, plain, verified),
    ):
        Enterprise.objects.update(**change)
        text = said(report)
        assert (shown in text, hidden in text) == (True, False), change


def test_the_cover_says_what_was_verified_on_submission() -> None:
    content = make_content()
    verified = replace(content, enterprise={**content.enterprise, "verified": True})
    by_register = replace(content, enterprise={**verified.enterprise, "verified_by": "register"})
    first = [make_document(one).blocks[0] for one in (content, verified, by_register)]
    covers = [cover for cover in first if isinstance(cover, Cover)]
    said = ["", "企业身份已核验（营业执照）", "企业身份已核验（登记信息）"]
    assert [cover.verified for cover in covers] == said
    assert ["企业身份未经核验" in cover.marks for cover in covers] == [True, False, False]


def test_what_is_invented_is_marked(report: Report) -> None:
    Enterprise.objects.update(is_demo=True)
    assert "演示企业，数据为虚构" in said(report)


def test_nothing_is_confirmed_before_there_is_a_file(snapshot: Snapshot, alice: User) -> None:
    report = make_report(snapshot, alice, done=False)
    assert asked(report.number).status_code == 404


def test_it_is_printed_with_a_code_for_cameras(report: Report, settings: Settings) -> None:
    """This machine is nobody else's: the report says so. Elsewhere it leads to the site's own address."""
    here = pages(ReportFile.objects.get().pdf.read())[0]
    assert f"在出具报告的电脑上打开http://127.0.0.1:8000/check/{report.number}/可核验本文件" in here
    settings.PUBLIC_URL = "https://shujie.example.cn"
    there = pages(typeset(document_of(report)))[0]
    assert f"扫码或打开https://shujie.example.cn/check/{report.number}/可核验本文件" in there


def test_the_code_holds_the_address() -> None:
    document = make_document()
    cover = document.blocks[0]
    assert isinstance(cover, Cover)
    assert cover.check is not None
    assert cover.check == qr_code(check_address(NUMBER), f"二维码：{check_address(NUMBER)}")
    assert cover.check.svg != qr_code(check_address(number_of("2" * 15)), "").svg


# --- How a number is typed --------------------------------------------------------------------


def test_a_number_may_be_typed_as_one_likes(report: Report) -> None:
    typed = report.number.lower().replace("-", " ")
    response = Client().get(reverse("reports:ask"), {"number": typed}, follow=True)
    assert response.redirect_chain == [(reverse("reports:check", args=[report.number]), 302)]
    assert "未被更正或撤回" in text_of(response)
    assert asked(report.number.lower()).redirect_chain


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "您输入了 0 位"),
        ("7K3M", "您输入了 4 位"),
        ("7K3M-9QXA-BCDE-FGHO", "编号中没有“O”"),
        ("7K3M-9QXA-BCDE-FGH2", "可能有一位输错或前后颠倒"),
        ("<b>", "编号中没有“<”"),
    ],
)
def test_a_slip_is_said_and_what_was_typed_is_kept(typed: str, words: str) -> None:
    response = Client().get(reverse("reports:ask"), {"number": typed})
    page = response.content.decode()
    assert response.status_code == 200
    assert words in html.unescape(page)
    assert f'value="{html.escape(typed)}"' in page


def test_an_unknown_number_is_no_report() -> None:
    number = number_of("222222222222222")
    response = asked(number)
    assert response.status_code == 404
    assert "没有这个编号的报告" in text_of(response)
    assert f'value="{number}"' in response.content.decode()


# --- What became of it ------------------------------------------------------------------------


def test_a_corrected_result_says_so_and_its_correction_too(
    report: Report, snapshot: Snapshot, alice: User
) -> None:
    draft = correct(snapshot=snapshot, reason="填错", by=alice, at=LATER)
    assert "未被更正或撤回" in said(report)
    newer = submit(assessment=draft, declaration=DECLARATION, by=alice, at=LATER)
    old = said(report)
    assert "这份结果已被更正" in old
    assert "企业已于 2026-03-03 提交更正后的结果" in old
    assert "未被更正或撤回" not in old
    new = said(make_report(newer, alice))
    assert "未被更正或撤回" in new
    assert "它是更正后的结果" in new


def test_a_published_mistake_is_said(report: Report, snapshot: Snapshot) -> None:
    defect = mark_defective(revision=snapshot.assessment.revision, reason="权重写反", by=None, at=LATER)
    assert "所依据的修订 1 已于 2026-03-03 登记有误。更正后的修订尚未发布。" in said(report)
    right = make_published(standard=revision("weights", number=2))
    link_correction(defect=defect, corrected_by=right, by=None, at=LATER)
    assert "更正后的修订已发布" in said(report)


def test_the_owner_closes_the_page_and_opens_it_again(report: Report, alice: User) -> None:
    change("check_page", alice, report, page="hidden")
    text = said(report)
    assert "企业关闭了它的核验页" in text
    sha256 = ReportFile.objects.get().sha256
    for part in ("示例机械", "二级", "2026-03-02", sha256):
        assert part not in text, part
    assert (
        "打开核验页"
        in signed_in(alice).get(reverse("reports:report", args=[report.public_id])).content.decode()
    )
    change("check_page", alice, report, page="shown")
    assert "未被更正或撤回" in said(report)


def test_a_withdrawn_report_says_so_for_good_and_may_be_asked_for_anew(
    report: Report, snapshot: Snapshot, alice: User
) -> None:
    asking = signed_in(alice).get(reverse("reports:withdraw", args=[report.public_id]))
    assert "撤回不能取消" in text_of(asking)
    change("withdraw", alice, report)
    assert "这份报告已撤回" in said(report)
    assert "未被更正或撤回" not in said(report)
    change("check_page", alice, report, page="hidden")
    assert "这份报告已撤回" in said(report)
    result = signed_in(alice).get(reverse("reports:result", args=[snapshot.public_id])).content.decode()
    assert "已撤回" in result
    assert "生成报告" in result
    again = make_report(snapshot, alice)
    assert again.number != report.number
    assert "未被更正或撤回" in said(again)


def test_the_state_is_kept_with_who_and_when(report: Report, alice: User, bob: User) -> None:
    assert hide_check_page(report=report, by=alice, at=AT)
    assert show_check_page(report=report, by=alice, at=LATER)
    assert withdraw_report(report=report, by=alice, at=LATER)
    assert not withdraw_report(report=report, by=bob, at=LATER + timedelta(days=1))
    assert not show_check_page(report=report, by=bob, at=LATER)
    report.refresh_from_db()
    assert (report.check_state, report.check_changed_by, report.check_changed_at) == (
        "withdrawn",
        alice,
        LATER,
    )


@pytest.mark.parametrize("name", ["check_page", "withdraw"])
def test_only_the_owner_decides_and_only_of_a_finished_report(
    name: str, report: Report, snapshot: Snapshot, alice: User, bob: User
) -> None:
    assert change(name, bob, report, page="hidden").status_code == 403
    waiting = make_report(snapshot, alice, done=False, language="en")
    assert change(name, alice, waiting, page="hidden").status_code == 404
    assert set(Report.objects.values_list("check_state", flat=True)) == {"shown"}
    shown = signed_in(bob).get(reverse("reports:report", args=[report.public_id])).content.decode()
    assert report.number in shown
    assert "撤回这份报告" not in shown


# --- Throttled and logged ---------------------------------------------------------------------


def test_who_asks_too_often_waits(report: Report, settings: Settings) -> None:
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {**ACCOUNT_RATE_LIMITS, "check_report": "3/m/ip"}
    url = reverse("reports:check", args=[report.number])
    answers = [Client().get(url, REMOTE_ADDR="10.0.0.1") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "查询过于频繁，请稍后再试" in text_of(answers[-1])
    assert Client().get(url, REMOTE_ADDR="10.0.0.2").status_code == 200
    cache.clear()


def test_the_product_throttles() -> None:
    assert re.fullmatch(r"\d+/m/ip,\d+/d/ip", str(ACCOUNT_RATE_LIMITS["check_report"]))


def test_lookups_are_logged_without_who_asked(report: Report, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "reports.views.check"):
        asked(report.number)
        asked("2222-2222-2222-222Z")
    assert f"Report asked for: {report.public_id}, shown" in caplog.text
    assert "127.0.0.1" not in caplog.text
