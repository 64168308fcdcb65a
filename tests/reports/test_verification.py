"""Once somebody has compared a revision with the original, the doubts go: from pages and from new reports."""

from datetime import date

import pytest
from django.urls import reverse

from assessment.models import Snapshot
from enterprises.models import Enterprise, User
from reports.models import Report
from standards.domain.standard import Verification
from standards.services import record_verification
from tests.assessment.factories import make_snapshot
from tests.pages import signed_in, text_of
from tests.people import AT
from tests.reports.contents import words
from tests.reports.factories import make_report

pytestmark = pytest.mark.django_db
VERIFIED = Verification(on=date(2026, 5, 6), by="核对员王五", source="工信厅企业〔2024〕56号附件")


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    """A result whose level one of the doubts would change."""
    return make_snapshot(enterprise=firm)


def verify(snapshot: Snapshot, verification: Verification, by: User) -> None:
    record_verification(
        revision=snapshot.assessment.revision, verification=verification, official={}, by=by, at=AT
    )


def result_page(user: User, snapshot: Snapshot) -> str:
    return text_of(signed_in(user).get(reverse("reports:result", args=[snapshot.public_id])))


def test_the_banner_follows_the_verification(snapshot: Snapshot, alice: User) -> None:
    before = result_page(alice, snapshot)
    assert "这套规则尚未与官方文件逐条核对" in before
    assert "逐条核对（" not in before
    verify(snapshot, VERIFIED, alice)
    after = result_page(alice, snapshot)
    assert "这套规则尚未与官方文件逐条核对" not in after
    assert "存疑" not in after
    assert "这一修订已于 2026-05-06 由 核对员王五 与官方原文逐条核对（工信厅企业〔2024〕56号附件）。" in after
    verify(snapshot, Verification(), alice)  # taken back
    assert result_page(alice, snapshot) == before


def test_so_do_new_reports(snapshot: Snapshot, alice: User) -> None:
    doubtful = report_text(snapshot, alice, sector="machinery")
    assert "本修订尚未与官方原文逐字核对" in doubtful
    assert "规则的疑点" in doubtful
    verify(snapshot, VERIFIED, alice)
    verified = report_text(snapshot, alice, sector="general")
    assert "本修订已于2026年5月6日由核对员王五与官方原文逐条核对（工信厅企业〔2024〕56号附件）。" in verified
    assert "疑点" not in verified


def report_text(snapshot: Snapshot, by: User, *, sector: str) -> str:
    report = make_report(snapshot, by, sector=sector)
    return words(Report.objects.get(pk=report.pk).file.pdf.read())
