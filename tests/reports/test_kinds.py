"""The kinds of report beside the full one: two pages, and one over two results."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assessment.models import Snapshot
from enterprises.models import Enterprise, User
from jobs.tasks import run_job
from reports.document.blocks import Table
from reports.document.exports import EXPORTS, export
from reports.document.issuing import document_of, report_document
from reports.models import Report, Variant
from tests.assessment.factories import make_snapshot
from tests.people import AT
from tests.reports.contents import NO_ADVICE, make_content, make_pdf, pages

LATER = AT + timedelta(days=300)


@pytest.mark.parametrize(("language", "method"), [("zh", "方法简述"), ("en", "Themethodinshort")])
def test_the_short_report_has_two_pages_and_few_bytes(language: str, method: str) -> None:
    content = make_content()
    planned = replace(
        content, enterprise={**content.enterprise, "size": "small"}
    )  # so that its plan has costs
    pdf = make_pdf(planned, variant=Variant.SHORT, language=language)
    assert len(pages(pdf)) == 2
    assert method in pages(pdf)[1]
    assert len(pdf) < 200_000


def test_a_comparison_has_the_six_figures_of_both_results_and_what_moved() -> None:
    after = make_content()
    before = replace(make_content(scenes={"S01": 1, "S02": 1, "S06": 4}), at=after.at - timedelta(days=300))
    document = report_document(
        content=after, before=before, advice=NO_ADVICE, language="zh", number="", variant=Variant.COMPARISON
    )
    figures, moved, *_ = (block for block in document.blocks if isinstance(block, Table))
    assert [column.label for column in figures.columns][1:3] == ["之前（2026-01-26）", "现在（2026-11-22）"]
    assert [row.cells for row in figures.rows] == [
        ("等级", "二级", "二级", ""),
        ("数字化基础", "26.4", "26.4", "0"),
        ("数字化管理", "11.25", "11.25", "0"),
        ("数字化成效", "16.5", "16.5", "0"),
        ("总分", "54.15", "54.15", "0"),
        ("达到等级的约束性场景（个）", "9", "10", "+1"),
        ("达到等级的指导性场景（个）", "3", "4", "+1"),
    ]
    assert [row.cells[1:3] for row in moved.rows] == [("一级", "二级"), ("一级", "二级"), ("四级", "二级")]


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_2024", "sectors")
class TestAsking:
    @pytest.fixture
    def results(self, firm: Enterprise, monkeypatch: pytest.MonkeyPatch) -> tuple[Snapshot, Snapshot]:
        monkeypatch.setattr("reports.views.report.wake", lambda _job: None)
        return make_snapshot(enterprise=firm, scenes={"S01": 1}), make_snapshot(enterprise=firm, at=LATER)

    def ask(self, client: Client, snapshot: Snapshot, **given: object) -> int:
        address = reverse("reports:request", args=[snapshot.public_id])
        return client.post(address, {"variant": "comparison", **given}).status_code

    def test_it_is_offered_with_the_history_and_made_once_in_every_form(
        self, client: Client, bob: User, results: tuple[Snapshot, Snapshot]
    ) -> None:
        before, after = results
        client.force_login(bob)
        shown = client.get(reverse("reports:history", args=[after.public_id])).content.decode()
        assert "生成前后对比报告" in shown
        for _ in range(2):
            assert self.ask(client, after, before=before.public_id) == 302
        report = Report.objects.get()
        assert report.before == before
        run_job(job_id=report.job_id)
        assert "数字化水平前后对比报告" in str(document_of(report))
        assert all(export(report, ending) for ending in EXPORTS)
        checked = client.get(reverse("reports:check", args=[report.number])).content.decode()
        assert "与之对比的结果" in checked

    def test_only_with_an_earlier_result_of_the_same_firm(
        self, client: Client, bob: User, results: tuple[Snapshot, Snapshot]
    ) -> None:
        before, after = results
        client.force_login(bob)
        strange = make_snapshot()
        assert self.ask(client, after) == 400
        assert self.ask(client, after, before=strange.public_id) == 400
        assert self.ask(client, before, before=after.public_id) == 400
        assert self.ask(client, after, before=before.public_id, variant="short") == 400
        assert not Report.objects.exists()
