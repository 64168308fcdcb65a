"""A published mistake beside the result it concerns: on pages, in reports, in lists. The result stays."""

import hashlib
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assessment.models import Snapshot
from enterprises.models import Enterprise, User
from jobs.tasks import run_job
from reports.models import Report
from standards.models import Defect, Revision
from standards.services import link_correction, mark_defective
from tests.assessment.factories import make_assessment, make_snapshot
from tests.domain.revisions import revision
from tests.pages import signed_in, text_of
from tests.people import AT
from tests.reports.contents import bare, pages, words
from tests.reports.factories import make_report
from tests.standards.fixtures import make_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024", "sectors")]
LATER = AT + timedelta(days=1)
REASON = "数字化基础与数字化管理的权重写反了"


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    return make_snapshot(enterprise=firm)


@pytest.fixture
def defect(snapshot: Snapshot) -> Defect:
    return mark_defective(revision=snapshot.assessment.revision, reason=REASON, by=None, at=AT)


def correct_with(defect: Defect, *names: str, number: int = 2) -> Revision:
    right = make_published(standard=revision(*names, number=number))
    link_correction(defect=defect, corrected_by=right, by=None, at=LATER)
    return right


def result_page(user: User, snapshot: Snapshot) -> str:
    return text_of(signed_in(user).get(reverse("reports:result", args=[snapshot.public_id])))


# --- Pages ----------------------------------------------------------------------------------------


def test_a_sound_result_says_nothing_of_errata(snapshot: Snapshot, alice: User) -> None:
    assert "勘误" not in result_page(alice, snapshot)


def test_a_result_says_what_is_wrong_and_since_when(
    snapshot: Snapshot, defect: Defect, alice: User, victor: User
) -> None:
    for user in (alice, victor):
        text = result_page(user, snapshot)
        assert "勘误：这份结果所依据的修订 1 已于 2026-03-02 登记有误" in text
        assert REASON in text
        assert "更正后的修订尚未发布" in text


def test_the_recalculated_values_stand_beside_and_never_over_the_old_ones(
    snapshot: Snapshot, defect: Defect, alice: User
) -> None:
    before = (snapshot.payload, result_page(alice, snapshot).partition("等级与原因")[2])
    correct_with(defect, "weights")
    text = result_page(alice, snapshot)
    beside, _, result = text.partition("等级与原因")
    assert "提交时（修订 1） 54.15 二级" in beside
    assert "按更正后口径重算（修订 2） 53.385 二级" in beside
    assert "按更正后口径，得分会改变，等级不变。" in beside
    assert "“数字化基础”的权重由 50% 改为 45%" in beside
    assert (Snapshot.objects.get().payload, result) == before


def test_who_may_fill_is_shown_the_way_on(
    snapshot: Snapshot, defect: Defect, alice: User, victor: User
) -> None:
    correct_with(defect, "weights")
    assert "沿用答案，按修订 2 再做一次自评" in result_page(alice, snapshot)
    assert "再做一次自评" not in result_page(victor, snapshot)


def test_answers_that_cannot_be_read_are_named_with_the_reason(
    snapshot: Snapshot, defect: Defect, alice: User
) -> None:
    correct_with(defect, "several", "new question")
    text = result_page(alice, snapshot)
    assert "有答案在更正后的修订 2 下不能直接读取，所以无法重算" in text
    assert "单选与多选互换，原答案不能对应" in text
    assert "新增的内容，原来没有问" in text
    assert "按更正后口径重算" not in text


def test_a_chain_of_corrections_is_followed_to_its_sound_end(
    snapshot: Snapshot, defect: Defect, alice: User
) -> None:
    second = correct_with(defect, "several")
    again = mark_defective(revision=second, reason="第 5 题不该多选", by=None, at=LATER)
    assert "更正后的修订尚未发布" in result_page(alice, snapshot)
    correct_with(again, "weights", number=3)
    assert "按更正后口径重算（修订 3）" in result_page(alice, snapshot)


def test_overview_and_home_tell_of_it(
    snapshot: Snapshot, alice: User, charlie: User, firm: Enterprise
) -> None:
    overview = reverse("assessment:overview", args=[firm.public_id])
    for address in (overview, reverse("enterprises:home")):
        assert "勘误" not in text_of(signed_in(alice).get(address))
    make_assessment(enterprise=firm, answered="none")
    mark_defective(revision=snapshot.assessment.revision, reason=REASON, by=None, at=AT)
    text = text_of(signed_in(alice).get(overview))
    assert "勘误：所依据的修订 1 已于 2026-03-02 登记有误" in text
    assert "勘误：所用的修订 1 登记有误" in text
    assert "有勘误：所用的评测指标登记有误" in text_of(signed_in(alice).get(reverse("enterprises:home")))
    assert "勘误" not in text_of(signed_in(charlie).get(reverse("enterprises:home")))


def test_it_is_said_in_english_too(snapshot: Snapshot, defect: Defect, alice: User) -> None:
    correct_with(defect, "weights")
    client = signed_in(alice)
    client.post(reverse("set_language"), {"language": "en"})
    text = text_of(client.get(reverse("reports:result", args=[snapshot.public_id])))
    assert "Recalculated as corrected (revision 2)" in text


# --- Reports --------------------------------------------------------------------------------------


def file_of(report: Report) -> bytes:
    return Report.objects.select_related("file").get(pk=report.pk).file.pdf.read()


def test_an_issued_report_keeps_its_bytes_and_is_flagged(
    snapshot: Snapshot, alice: User, victor: User
) -> None:
    report = make_report(snapshot, alice)
    before = hashlib.sha256(file_of(report)).hexdigest()
    page = reverse("reports:report", args=[report.public_id])
    assert "勘误" not in text_of(signed_in(victor).get(page))
    mark_defective(revision=snapshot.assessment.revision, reason=REASON, by=None, at=AT)
    assert "勘误：出具后登记有误" in result_page(victor, snapshot)
    text = text_of(signed_in(victor).get(page))
    assert "勘误：出具后，所依据的修订 1 登记有误" in text
    assert text.index("勘误") < text.index("下载报告")
    downloaded = signed_in(victor).get(reverse("reports:download", args=[report.public_id]))
    assert hashlib.sha256(downloaded.content).hexdigest() == before


def test_a_new_report_may_be_asked_for_and_says_so_on_its_first_page(
    snapshot: Snapshot, alice: User, client: Client
) -> None:
    old = make_report(snapshot, alice)
    mark_defective(revision=snapshot.assessment.revision, reason=REASON, by=None, at=AT)
    client.force_login(alice)
    client.post(reverse("reports:request", args=[snapshot.public_id]), {"variant": "standard"})
    new = make_report(snapshot, alice)
    assert Report.objects.count() == 2
    assert new.number != old.number
    first, *rest = pages(file_of(new))
    assert "勘误：所依据的修订1已于2026年3月2日登记有误" in first
    assert "更正后的修订尚未发布" in first
    assert REASON in "".join(rest)
    assert "勘误" not in words(file_of(old))
    assert "勘误：出具后" not in text_of(client.get(reverse("reports:report", args=[new.public_id])))


def test_with_the_correction_it_shows_the_recalculated_values(
    snapshot: Snapshot, defect: Defect, alice: User
) -> None:
    before = make_report(snapshot, alice)
    correct_with(defect, "weights")
    page = text_of(signed_in(alice).get(reverse("reports:report", args=[before.public_id])))
    assert "修订 1 的更正有了新的进展" in page
    pdf = file_of(make_report(snapshot, alice))
    first, *rest = pages(pdf)
    assert bare("提交时（修订 1）：54.15 分，二级") in first
    assert bare("按更正后口径重算（修订 2）：53.385 分，二级") in first
    assert bare("“数字化基础”的权重由 50% 改为 45%") in "".join(rest)
    assert make_report(snapshot, alice) == Report.objects.latest("pk")


def test_what_cannot_be_recalculated_is_said_with_the_reasons(
    snapshot: Snapshot, defect: Defect, alice: User
) -> None:
    correct_with(defect, "several")
    first, *rest = pages(file_of(make_report(snapshot, alice)))
    assert "无法重算" in first
    assert "单选与多选互换" in "".join(rest)


def test_a_retry_makes_the_report_that_was_asked_for(snapshot: Snapshot, defect: Defect, alice: User) -> None:
    report = make_report(snapshot, alice, done=False)
    correct_with(defect, "weights")
    assert report.corrected_by is None
    text = words(file_of(run(report)))
    assert "更正后的修订尚未发布" in text
    assert "按更正后口径重算" not in text


def run(report: Report) -> Report:
    run_job(job_id=report.job_id)
    return report
