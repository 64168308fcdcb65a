"""What hardly fitted when a result was submitted: in the report, and nowhere that strangers look."""

import html
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assessment.domain.contradictions import Contradiction
from assessment.domain.snapshot import SnapshotContent
from assessment.selectors.answers import read_snapshot
from assessment.wording.contradictions import contradiction_text, kept_contradiction
from assessment.wording.oddities import kept_in_short, kept_text
from enterprises.models import Enterprise, User
from reports.document.blocks import Bullets, Heading, Note, Paragraph
from reports.document.issuing import document_of, report_document
from reports.models import Variant
from tests.assessment.factories import QUESTIONS, make_snapshot
from tests.people import AT
from tests.reports.contents import NO_ADVICE, blocks, make_content
from tests.reports.factories import make_report

HEAD = "填报中不大相符的几处"
ALIKE = (Contradiction(code="alike", items=()),)


def heads(content: SnapshotContent, before: SnapshotContent) -> list[str]:
    document = report_document(
        content=content,
        before=before,
        advice=NO_ADVICE,
        language="zh",
        number="",
        variant=Variant.COMPARISON,
    )
    return [block.tag for block in blocks(document) if isinstance(block, Heading) and block.text == HEAD]


def test_a_comparison_says_of_each_result_what_hardly_fitted() -> None:
    after = make_content()
    before = replace(after, contradictions=ALIKE, at=after.at - timedelta(days=300))
    assert heads(after, before) == ["2026-01-26"]
    assert heads(replace(after, contradictions=ALIKE), before) == ["2026-01-26", "2026-11-22"]
    assert heads(after, after) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_2024", "sectors")
@pytest.mark.parametrize("variant", [Variant.STANDARD, Variant.SHORT, Variant.WITH_FIGURES])
def test_a_report_says_what_the_page_of_the_result_says_and_its_check_page_nothing(
    variant: Variant, client: Client, alice: User, firm: Enterprise
) -> None:
    make_snapshot(enterprise=firm, scenes={"S01": 0})
    questions = {code: {**QUESTIONS[code], "revenue_last": 56000000} for code in ("R03", "R04")}
    snapshot = make_snapshot(
        enterprise=firm, questions=questions, scenes={"S01": 4}, at=AT + timedelta(days=300)
    )
    content = read_snapshot(snapshot)
    standard = content.standard
    assert content.oddities
    assert {one.code for one in content.contradictions} >= {"scenes_jumped", "figures_jumped"}
    report = make_report(snapshot, alice, variant=variant)

    odd = kept_text if variant == Variant.WITH_FIGURES else kept_in_short
    expected = (
        *(odd(kept, standard) + "。" for kept in content.oddities),
        *(kept_contradiction(standard, found) for found in content.contradictions),
    )
    inner = iter(document_of(report).blocks)
    if variant == Variant.SHORT:
        assert Paragraph(f"{HEAD}：{''.join(expected)}") in inner
    else:
        next(block for block in inner if isinstance(block, Heading) and block.text == HEAD)
        said, note = next(inner), next(inner)
        assert isinstance(said, Bullets)
        assert said.items == expected
        assert isinstance(note, Note)

    client.force_login(alice)
    own = html.unescape(client.get(reverse("reports:result", args=[snapshot.public_id])).content.decode())
    page = html.unescape(Client().get(reverse("reports:check", args=[report.number])).content.decode())
    told = (
        *(kept_text(kept, standard) for kept in content.oddities),
        *(contradiction_text(standard, found) for found in content.contradictions),
    )
    assert [text for text in told if text not in own] == []
    for text in (*told, HEAD, "不大相符", "相差", "提交时", "上次", AT.date().isoformat()):
        assert text not in page, text
