"""Asking for a report: who may, once only, made by a job, read and downloaded."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from assessment.models import Snapshot
from config.settings import ACCOUNT_RATE_LIMITS
from enterprises.domain.privacy import VERSION
from enterprises.domain.sectors import SectorMap
from enterprises.models import Enterprise, User, private_storage
from jobs.models import Job, JobState
from jobs.tasks import run_job
from jobs.wording import TOO_LARGE
from reports.document.issuing import document_of
from reports.document.sealing import sealed_report
from reports.document.typesetting import TypesettingFailed, typeset
from reports.domain.number import read_number
from reports.models import Language, Report, ReportFile, Variant
from reports.services import reports as services
from tests.assessment.factories import make_snapshot
from tests.library import load_committed_library
from tests.people import AT, make_enterprise
from tests.reports.contents import words
from tests.reports.factories import make_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024", "sectors")]
LogIn = Callable[[User], Client]


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    return make_snapshot(enterprise=firm)


@pytest.fixture(autouse=True)
def woken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Job ids that a worker was woken for; no message is sent."""
    found: list[int] = []
    monkeypatch.setattr("reports.views.report.wake", found.append)
    return found


@pytest.fixture
def log_in(client: Client) -> LogIn:
    def enter(user: User) -> Client:
        client.force_login(user)
        return client

    return enter


def ask(client: Client, snapshot: Snapshot, variant: str = Variant.STANDARD) -> Any:
    return client.post(reverse("reports:request", args=[snapshot.public_id]), {"variant": variant})


def test_one_person_does_not_keep_the_workers_busy(
    log_in: LogIn, alice: User, snapshot: Snapshot, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS | {"report": "2/m/user"}
    client = log_in(alice)
    for variant in (Variant.STANDARD, Variant.SHORT):
        ask(client, snapshot, variant)
    refused = client.post(
        reverse("reports:request", args=[snapshot.public_id]), {"variant": Variant.WITH_FIGURES}, follow=True
    )
    assert "操作过于频繁" in refused.content.decode()
    assert set(Report.objects.values_list("variant", flat=True)) == {Variant.STANDARD, Variant.SHORT}


def fail(report: Report, reason: str = "报告排版未成功，原因已记录。") -> None:
    Job.objects.filter(pk=report.job.pk).update(state=JobState.FAILED, error=reason, finished_at=AT)


def test_a_request_queues_one_job_and_leads_to_its_page(
    log_in: LogIn, bob: User, snapshot: Snapshot, woken: list[int]
) -> None:
    client = log_in(bob)
    first, second = ask(client, snapshot), ask(client, snapshot)
    report = Report.objects.get()
    assert first.url == second.url == reverse("reports:report", args=[report.public_id])
    assert Job.objects.count() == 1
    assert set(woken) == {report.job.pk}
    assert report.requested_by == bob


def test_variants_and_languages_are_reports_of_their_own(alice: User, snapshot: Snapshot) -> None:
    one = make_report(snapshot, alice, done=False)
    others = [
        make_report(snapshot, alice, done=False, variant=Variant.WITH_FIGURES),
        make_report(snapshot, alice, done=False, language=Language.ENGLISH),
        make_report(snapshot, alice, done=False, sector="general"),
    ]
    assert len({report.number for report in [one, *others]}) == 4
    assert make_report(snapshot, alice, done=False) == one


def test_a_report_keeps_its_number_and_gives_the_same_bytes_again(alice: User, snapshot: Snapshot) -> None:
    report = make_report(snapshot, alice)
    assert read_number(report.number) == report.number
    assert make_report(snapshot, alice).number == report.number
    assert ReportFile.objects.get().pdf.read().startswith(typeset(document_of(report)))


def test_the_job_makes_the_report_once(alice: User, snapshot: Snapshot) -> None:
    report = make_report(snapshot, alice)
    assert report.is_done
    run_job(job_id=report.job.pk)
    file = ReportFile.objects.get()
    pdf = file.pdf.read()
    assert len(pdf) == file.size
    text = words(pdf)
    assert "示例机械有限公司" in text
    assert report.number in text


def test_the_sector_of_the_firm_is_taken(
    log_in: LogIn, alice: User, snapshot: Snapshot, sectors: SectorMap
) -> None:
    Enterprise.objects.update(sector="auto")
    ask(log_in(alice), snapshot)
    assert Report.objects.get().sector == "auto"


def test_with_the_roadmaps_loaded_the_report_shows_the_way(alice: User, snapshot: Snapshot) -> None:
    load_committed_library()
    report = make_report(snapshot, alice)
    assert "细分行业路线图" in words(report.file.pdf.read())


def test_only_the_owner_asks_for_operating_figures(
    log_in: LogIn, alice: User, bob: User, snapshot: Snapshot
) -> None:
    assert ask(log_in(bob), snapshot, Variant.WITH_FIGURES).status_code == 403
    assert not Report.objects.exists()
    assert ask(log_in(alice), snapshot, Variant.WITH_FIGURES).status_code == 302


def test_a_viewer_reads_but_does_not_ask(
    log_in: LogIn, alice: User, victor: User, snapshot: Snapshot
) -> None:
    report = make_report(snapshot, alice)
    client = log_in(victor)
    assert ask(client, snapshot).status_code == 403
    for name in ("report", "view", "download"):
        assert client.get(reverse(f"reports:{name}", args=[report.public_id])).status_code == 200


def test_an_outsider_finds_nothing(log_in: LogIn, alice: User, charlie: User, snapshot: Snapshot) -> None:
    report = make_report(snapshot, alice)
    client = log_in(charlie)
    assert ask(client, snapshot).status_code == 404
    for name in ("report", "view", "download"):
        assert client.get(reverse(f"reports:{name}", args=[report.public_id])).status_code == 404
    assert client.post(reverse("reports:report", args=[report.public_id])).status_code == 404


def test_the_owner_of_another_firm_is_an_outsider(log_in: LogIn, charlie: User, snapshot: Snapshot) -> None:
    make_enterprise(owner=charlie)
    assert ask(log_in(charlie), snapshot).status_code == 404


@pytest.mark.parametrize("variant", ["", "all", "standard' OR 1=1"])
def test_an_unknown_variant_is_refused(log_in: LogIn, alice: User, snapshot: Snapshot, variant: str) -> None:
    assert ask(log_in(alice), snapshot, variant).status_code == 400


def test_the_page_asks_again_until_the_report_is_done(log_in: LogIn, alice: User, snapshot: Snapshot) -> None:
    report = make_report(snapshot, alice, done=False)
    client, url = log_in(alice), reverse("reports:report", args=[report.public_id])
    waiting = client.get(url).content.decode()
    assert "排队中" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    assert "刷新状态" in waiting
    run_job(job_id=report.job.pk)
    done = client.get(url).content.decode()
    assert "hx-trigger" not in done
    assert reverse("reports:view", args=[report.public_id]) in done
    assert "在浏览器打开" in done


def test_htmx_gets_the_inner_part_only(log_in: LogIn, alice: User, snapshot: Snapshot) -> None:
    report = make_report(snapshot, alice, done=False)
    url = reverse("reports:report", args=[report.public_id])
    part = log_in(alice).get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")


def test_a_failure_shows_its_reason_and_a_way_to_try_again(
    log_in: LogIn, bob: User, snapshot: Snapshot, woken: list[int]
) -> None:
    report = make_report(snapshot, bob, done=False)
    fail(report)
    client, url = log_in(bob), reverse("reports:report", args=[report.public_id])
    page = client.get(url).content.decode()
    assert "报告排版未成功" in page
    assert "重试" in page
    assert client.post(url).status_code == 302
    assert woken == [report.job.pk]
    run_job(job_id=report.job.pk)
    assert Report.objects.get().is_done


def test_a_viewer_sees_the_failure_without_the_button(
    log_in: LogIn, alice: User, victor: User, snapshot: Snapshot
) -> None:
    report = make_report(snapshot, alice, done=False)
    fail(report)
    url = reverse("reports:report", args=[report.public_id])
    assert "重试" not in log_in(victor).get(url).content.decode()
    assert log_in(victor).post(url).status_code == 403


def test_a_report_that_is_done_is_not_made_again(
    log_in: LogIn, alice: User, snapshot: Snapshot, woken: list[int]
) -> None:
    report = make_report(snapshot, alice)
    client = log_in(alice)
    client.post(reverse("reports:report", args=[report.public_id]))
    ask(client, snapshot)
    assert woken == []
    assert Report.objects.get().is_done


def test_asking_again_queues_a_failed_report_anew(
    log_in: LogIn, alice: User, snapshot: Snapshot, woken: list[int]
) -> None:
    report = make_report(snapshot, alice, done=False)
    fail(report)
    ask(log_in(alice), snapshot)
    assert Job.objects.get().state == JobState.QUEUED
    assert woken == [report.job.pk]


def test_what_waits_says_how_much_is_before_it_and_is_taken_back(
    log_in: LogIn, alice: User, victor: User, snapshot: Snapshot
) -> None:
    make_report(snapshot, alice, done=False, language=Language.ENGLISH)
    report = make_report(snapshot, alice, done=False)
    Job.objects.filter(pk=report.job.pk).update(error=TOO_LARGE)
    url = reverse("reports:report", args=[report.public_id])
    page = log_in(alice).get(url).content.decode()
    assert "前面还有 1 项。" in page
    assert "上一次没有完成：处理超出了内存上限，已停止。" in page
    assert log_in(victor).post(url, {"cancel": "1"}).status_code == 403
    page = log_in(alice).post(url, {"cancel": "1"}, follow=True).content.decode()
    assert "已取消，没有生成" in page
    assert "重试" in page
    assert Job.objects.get(pk=report.job.pk).state == JobState.CANCELLED


def test_staff_with_the_right_try_again_what_failed(
    admin_client: Client, alice: User, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[int] = []
    monkeypatch.setattr("jobs.admin.wake", woken.append)
    report = make_report(snapshot, alice, done=False)
    fail(report)
    User.objects.update(privacy_version=VERSION)
    page = admin_client.get(reverse("admin:jobs_job_change", args=[report.job.pk])).content.decode()
    assert '<h1>报告 <span class="muted">未完成</span></h1>' in page
    assert Job.objects.get().error_text in page
    chosen = {"action": "retry", "_selected_action": [report.job.pk]}
    admin_client.post(reverse("admin:jobs_job_changelist"), chosen)
    assert woken == [report.job.pk]
    assert Job.objects.get().state == JobState.QUEUED


def test_an_old_file_goes_stays_valid_and_is_made_again(
    log_in: LogIn, alice: User, snapshot: Snapshot, woken: list[int]
) -> None:
    report = make_report(snapshot, alice)
    first = ReportFile.objects.get()
    finished = Job.objects.get().finished_at
    assert finished is not None
    assert services.remove_old_files(before=finished) == 0
    assert services.remove_old_files(before=finished + timedelta(seconds=1)) == 1
    assert not private_storage().exists(str(first.pdf.name))
    client, address = log_in(alice), reverse("reports:report", args=[report.public_id])
    assert "重新生成" in client.get(address).content.decode()
    assert client.get(reverse("reports:download", args=[report.public_id])).status_code == 404
    check = reverse("reports:check", args=[report.number])
    assert f'data-sha256="{first.sha256}"' in client.get(check).content.decode()
    client.post(address)
    assert woken == [report.job.pk]
    run_job(job_id=report.job.pk)
    again = ReportFile.objects.get()
    assert again.pdf
    assert again.earlier == [first.sha256]
    assert f'data-sha256="{again.sha256} {first.sha256}"' in client.get(check).content.decode()


def test_where_two_made_a_report_the_first_counts_and_no_other_file_is_left(
    alice: User, snapshot: Snapshot
) -> None:
    report = make_report(snapshot, alice)
    first = ReportFile.objects.get()
    again = services.keep_report(report=report, sealed=sealed_report(report, at=AT))
    assert again == first
    files = private_storage().listdir("reports")[1]
    assert [f"reports/{name}" for name in files if str(report.public_id) in name] == [first.pdf.name]


def test_a_layout_that_fails_ends_the_job_with_a_reason(
    alice: User, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_document: object) -> bytes:
        raise TypesettingFailed("unknown font")

    monkeypatch.setattr("reports.document.sealing.typeset", broken)
    report = make_report(snapshot, alice)
    assert report.job.has_failed
    assert report.job.error_text.startswith("报告排版未成功")
    assert not ReportFile.objects.exists()


def test_there_is_no_file_before_the_report_is_done(log_in: LogIn, alice: User, snapshot: Snapshot) -> None:
    report = make_report(snapshot, alice, done=False)
    client = log_in(alice)
    for name in ("view", "download"):
        assert client.get(reverse(f"reports:{name}", args=[report.public_id])).status_code == 404


def test_a_file_that_is_gone_is_not_found(log_in: LogIn, alice: User, snapshot: Snapshot) -> None:
    report = make_report(snapshot, alice)
    private_storage().delete(str(report.file.pdf.name))
    assert log_in(alice).get(reverse("reports:download", args=[report.public_id])).status_code == 404


def test_the_file_opens_in_the_browser_and_downloads_under_its_chinese_name(
    log_in: LogIn, alice: User, snapshot: Snapshot
) -> None:
    report = make_report(snapshot, alice)
    client = log_in(alice)
    inline = client.get(reverse("reports:view", args=[report.public_id]))
    saved = client.get(reverse("reports:download", args=[report.public_id]))
    assert inline.content == saved.content
    assert inline["Content-Type"] == "application/pdf"
    assert inline["Content-Disposition"].startswith("inline;")
    assert "object-src 'self'" in inline["Content-Security-Policy"]
    plain, real = saved["Content-Disposition"].split("; ")[1:]
    assert plain == f'filename="{report.number}.pdf"'
    assert unquote(real.removeprefix("filename*=UTF-8''")) == "示例机械_数字化水平自评报告_20260302.pdf"
    assert saved["Content-Disposition"].isascii()
    assert PdfReader(BytesIO(saved.content)).get_num_pages() > 5


def test_a_report_with_figures_says_so_in_its_name(log_in: LogIn, alice: User, snapshot: Snapshot) -> None:
    report = make_report(snapshot, alice, variant=Variant.WITH_FIGURES)
    saved = log_in(alice).get(reverse("reports:download", args=[report.public_id]))
    assert "含经营数据" in unquote(saved["Content-Disposition"])


def test_the_result_page_offers_what_may_still_be_asked_for(
    log_in: LogIn, alice: User, victor: User, snapshot: Snapshot
) -> None:
    url = reverse("reports:result", args=[snapshot.public_id])
    fresh = log_in(alice).get(url).content.decode()
    assert "生成报告" in fresh
    assert "生成含经营数据的版本" in fresh
    report = make_report(snapshot, alice)
    asked = log_in(alice).get(url).content.decode()
    assert reverse("reports:report", args=[report.public_id]) in asked
    assert "生成报告" not in asked
    assert "生成含经营数据的版本" in asked
    seen = log_in(victor).get(url).content.decode()
    assert reverse("reports:report", args=[report.public_id]) in seen
    assert "生成" not in seen.split('id="reports"')[1].split("</div>")[0]


def test_english_is_a_report_of_its_own(log_in: LogIn, alice: User, snapshot: Snapshot) -> None:
    client = log_in(alice)
    client.cookies["django_language"] = "en"
    ask(client, snapshot)
    assert Report.objects.get().language == Language.ENGLISH
