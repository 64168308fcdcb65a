"""Nothing of an assessment is lost in any form: its answers, why items do not apply, what the standard and
rules remark on them, its proof, its plan, what has changed. What members remark among themselves is in none.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from assessment.domain.contradictions import Contradiction
from assessment.domain.snapshot import KeptOddity, KeptProof, SnapshotContent
from assessment.selectors.answers import read_snapshot
from assessment.services import submit
from assessment.wording.contradictions import contradiction_text
from assessment.wording.oddities import kept_in_short
from enterprises.domain.plausibility import Oddity, RuleKind
from enterprises.models import Enterprise, User
from reports.document.blocks import Document
from reports.document.plain_data import data_file
from reports.document.typesetting import typeset
from reports.document.word import word_file
from reports.document.workbook import workbook_file
from reports.selectors.advice import advice_on
from standards.domain.answers import AtLevel, Chosen, Figures, NotApplicable
from tests.assessment.factories import DECLARATION, make_assessment, make_proof, make_remark
from tests.library import committed_library
from tests.people import AT
from tests.reports.contents import bare, make_content, make_document, words
from tests.reports.test_exports import data_texts, word_texts, workbook_texts
from tests.reports.test_since import told
from tests.standards.fixtures import standard_2024

FORMS: dict[str, Callable[[Document], str]] = {
    "pdf": lambda document: words(typeset(document)),
    "docx": lambda document: word_texts(word_file(document, "")),
    "xlsx": lambda document: workbook_texts(workbook_file(document, "")),
    "json": lambda document: data_texts(data_file(document, "")),
}
ODD = (
    KeptOddity(
        oddity=Oddity(
            code="revenue_years",
            kind=RuleKind.APART,
            values=(("revenue_last", Decimal(56000000)), ("revenue_prev", Decimal(5100))),
            limit=Decimal(10),
        ),
        confirmed_by="张会计",
        confirmed_at=AT,
    ),
)
APART = (
    Contradiction(code="connected_without_network", items=("F01", "F03")),
    Contradiction(code="collected", items=("F04", "S01", "S02")),
    Contradiction(code="scenes_jumped", items=("S03",)),
)
BY_FIGURES = {"F02", "F03", "M04", "R03", "R04"}  # as the factories answer them


def random_items(seed: int) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
    """Return answers of questions and scenes in the form of the answer file, and names of files by item."""
    chance, standard = random.Random(seed), standard_2024()
    reasons = [reason.code for reason in standard.reasons]
    questions: dict[str, Any] = {}
    for question in standard.questions:
        keys = [option.key for option in question.options]
        if chance.random() < 0.25:
            questions[question.code] = {"na": chance.choice(reasons)}
        elif question.code not in BY_FIGURES:
            questions[question.code] = (
                sorted(chance.sample(keys[1:], 2)) if question.several else chance.choice(keys)
            )
    scenes = {
        scene.code: {"na": chance.choice(reasons)} if chance.random() < 0.25 else chance.randrange(3)
        for scene in standard.scenes
    }
    proven = chance.sample(list(standard.item_codes), 8)
    return questions, scenes, {code: f"{code} 的台账 {seed}.pdf" for code in proven}


def answered(content: SnapshotContent) -> Iterator[str]:
    """Give what a firm has answered, in words, each as often as it did; and why the rest does not apply."""
    standard, reasons = content.standard, {one.code: one.name.zh for one in content.standard.reasons}
    for code, answer in content.answers.questions.items():
        if isinstance(answer, Chosen):
            yield from (standard.question(code).option(key).text.zh for key in answer.options)
        elif isinstance(answer, NotApplicable):
            yield reasons[answer.reason]
    for code, at in content.answers.scenes.items():
        if isinstance(at, AtLevel) and at.level:
            yield standard.scene(code).levels[at.level - 1].text.zh
        elif isinstance(at, NotApplicable):
            yield reasons[at.reason]


def remarked(content: SnapshotContent) -> Iterator[str]:
    """Give what the standard remarks on items, and what rules remarked on figures and answers."""
    standard = content.standard
    yield from filter(None, (question.note.zh for question in standard.questions))
    yield from filter(None, (scene.note.zh for scene in standard.scenes))
    yield from (
        standard.question(code).formula_text.zh
        for code, answer in content.answers.questions.items()
        if isinstance(answer, Figures)
    )
    yield from (kept_in_short(kept, standard) for kept in content.oddities)
    yield from (contradiction_text(standard, found) for found in content.contradictions)


def lost(expected: Iterator[str], text: str) -> list[str]:
    """Return what stands in a text less often than it should."""
    text = bare(text)
    return [one for one, times in Counter(map(bare, expected)).items() if text.count(one) < times]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(3))
def test_a_report_loses_nothing(form: str, seed: int) -> None:
    questions, scenes, proofs = random_items(seed)
    kept = tuple(KeptProof(item=code, name=name, size=1, sha256="") for code, name in proofs.items())
    content = make_content(questions=questions, scenes=scenes)
    content = replace(
        content,
        proofs=kept,
        oddities=ODD,
        contradictions=APART,
        enterprise={**content.enterprise, "size": "small"},
    )
    before = replace(make_content(scenes={"S16": {"na": "other"}}), at=content.at - timedelta(days=300))
    changes = [line for line in told(make_document(content, before=before)) if line]
    assert len(changes) > 3
    recommended = advice_on(content, "machinery", shelf=committed_library(), day=AT.date()).recommended
    assert recommended is not None
    assert recommended.plan is not None
    steps = [step.measure.title.zh for step in recommended.plan.steps]
    assert steps
    text = FORMS[form](make_document(content, before=before))
    everything = (*answered(content), *remarked(content), *proofs.values(), *steps, *changes)
    assert lost(iter(everything), text) == []


def test_more_files_than_a_page_names_run_off_no_page() -> None:
    """Beside the first question, which stands with its chapter's head, and the last row of a table."""
    items = ("F01", "M01", standard_2024().scenes[-1].code, standard_2024().scenes[-2].code)
    kept = [
        KeptProof(item=code, name=f"{code} 第 {number} 份{'长' * 100}", size=1, sha256="")
        for code in items
        for number in range(30)
    ]
    pdf = typeset(make_document(replace(make_content(), proofs=tuple(kept))))
    assert lost((one.name.partition("长")[0] for one in kept), words(pdf)) == []
    heights: list[float] = []

    def note(text: str, matrix: list[float], own: list[float], *_font: object) -> None:
        if text.strip():
            heights.append(own[5] * matrix[3] + matrix[5])

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=note)
    assert min(heights) > 0  # what lies below the edge of a page is read by programs alone


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_library")
@pytest.mark.parametrize("seed", range(2))
def test_the_pages_lose_nothing(seed: int, client: Client, firm: Enterprise, alice: User) -> None:
    questions, scenes, proofs = random_items(seed)
    draft = make_assessment(enterprise=firm, questions=questions, scenes=scenes)
    for code, name in proofs.items():
        make_proof(draft, code=code, name=name)
        make_remark(draft, code=code, text="先问一下老王")
    snapshot = submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)
    client.force_login(alice)
    pages = (
        client.get(reverse(f"reports:{name}", args=[snapshot.public_id])) for name in ("points", "scenes")
    )
    text = "".join(page.content.decode() for page in pages)
    content = read_snapshot(snapshot)
    assert lost(iter([*answered(content), *proofs.values()]), text) == []
    document = make_document(content)
    assert [form for form, read in FORMS.items() if "先问一下老王" in read(document)] == []
