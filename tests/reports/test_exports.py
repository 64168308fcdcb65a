"""The report as Word, Excel and JSON: everything that the PDF says is there, and no formula."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from enterprises.models import Enterprise, User
from jobs.tasks import run_job
from reports.document.blocks import Answered, Block, Document, Heading, Paragraph
from reports.document.plain_data import data_file
from reports.document.spoken import said
from reports.document.word import word_file
from reports.document.workbook import LONGEST_NAME, workbook_file
from reports.models import Language, Report, Variant
from reports.services.reports import request_report
from tests.assessment.factories import QUESTIONS, make_snapshot
from tests.people import AT, make_user
from tests.reports.contents import blocks, make_content, make_document

REMARK = "由报告导出，内容可以改动。"
# What is no text, and the pictures of a cover: its lines say the same.
UNSAID = frozenset({"svg", "url", "kind", "role", "tone", "rank", "badge", "check"})


def word_texts(packed: bytes) -> str:
    page = docx.Document(BytesIO(packed))
    cells = (cell.text for table in page.tables for row in table.rows for cell in row.cells)
    alternatives = (shape._inline.docPr.get("descr", "") for shape in page.inline_shapes)
    section = page.sections[0]
    edges = (part.text for end in (section.header, section.footer) for part in end.paragraphs)
    title = page.core_properties.title
    return "\n".join((title, *edges, *(part.text for part in page.paragraphs), *cells, *alternatives))


def workbook_texts(packed: bytes) -> str:
    book = CalamineWorkbook.from_object(BytesIO(packed))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return "\n".join(as_text(cell) for row in rows for cell in row)


def as_text(cell: object) -> str:
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)


def data_texts(packed: bytes) -> str:
    return packed.decode()


FORMS = [
    pytest.param(word_file, word_texts, id="docx"),
    pytest.param(workbook_file, workbook_texts, id="xlsx"),
    pytest.param(data_file, data_texts, id="json"),
]
form = pytest.mark.parametrize(("make", "texts"), FORMS)
Make = Callable[[Document, str], bytes]
Texts = Callable[[bytes], str]


def texts_of(value: Any, name: str = "") -> Iterator[str]:
    """Give every text in the blocks of a document that a reader of the PDF reads."""
    if name in UNSAID:
        return
    if isinstance(value, str):
        yield from filter(None, [said(value).strip()])
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts_of(getattr(value, one.name), one.name)
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one, name)


def random_document(seed: int) -> Document:
    chance = random.Random(seed)
    questions: dict[str, Any] = {code: chance.choice("ABCD") for code in ("F05", "M01", "R01")}
    if chance.random() < 0.5:
        questions["R02"] = {"na": "other"}
    scenes = {f"S{number:02d}": chance.randrange(5) for number in range(1, 17)}
    content = make_content(questions=questions, scenes=scenes)
    return make_document(content, language=chance.choice(("zh", "en")), with_figures=chance.random() < 0.5)


@form
@pytest.mark.parametrize("seed", range(3))
def test_every_text_of_the_report_is_there(make: Make, texts: Texts, seed: int) -> None:
    document = random_document(seed)
    found = texts(make(document, REMARK))
    assert found.count(REMARK) == 1
    expected = set(texts_of(document.blocks))
    assert len(expected) > 150
    assert {text for text in expected if text not in found} == set()


@form
def test_what_a_firm_typed_is_text_without_controls(make: Make, texts: Texts) -> None:
    typed = "=1+1 <b>\x07\u202e@SUM(A1)"
    found = texts(make(of(Heading(typed, 1), Paragraph(typed)), REMARK))
    assert found.count("=1+1 <b>@SUM(A1)") >= 2
    assert "\u202e" not in found


def of(*blocks: Block) -> Document:
    whole = make_document()
    return Document(**{one.name: getattr(whole, one.name) for one in fields(whole)} | {"blocks": blocks})


def test_a_sheet_for_each_chapter_with_names_that_spreadsheets_allow() -> None:
    long = "很长的章节名" * 8
    document = of(
        Paragraph("before"), Heading(long, 1), Heading(long, 1), Heading("a/b:c", 1), Paragraph("12.5")
    )
    book = CalamineWorkbook.from_object(BytesIO(workbook_file(document, REMARK)))
    names = book.sheet_names
    assert len(names) == len({name.casefold() for name in names}) == 4
    assert max(map(len, names)) <= LONGEST_NAME
    assert names[-1] == "a b c"
    assert book.get_sheet_by_name("a b c").to_python()[-1] == [12.5]
    with ZipFile(BytesIO(workbook_file(make_document(), REMARK))) as packed:
        assert not [name for name in packed.namelist() if b"<f>" in packed.read(name)]


def test_the_json_says_which_question_gave_how_much() -> None:
    data = json.loads(data_file(make_document(), REMARK))
    assert data["format"] == 1
    answered = [block for block in data["blocks"] if block["kind"] == "answered"]
    asked = [block for block in blocks(make_document()) if isinstance(block, Answered)]
    assert [block["title"] for block in answered] == [block.title for block in asked]
    assert len(answered) == len(QUESTIONS)
    assert not [block for block in data["blocks"] if block["kind"] == "together"]
    assert not [block for block in data["blocks"] if "svg" in block]


@pytest.fixture
def done_report(firm: Enterprise, alice: User) -> Report:
    report = request_report(
        snapshot=make_snapshot(enterprise=firm),
        variant=Variant.STANDARD,
        language=Language.CHINESE,
        sector="machinery",
        by=alice,
        at=AT,
    )
    run_job(job_id=report.job.pk)
    return report


@pytest.mark.django_db
@pytest.mark.parametrize(("ending", "start"), [("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{")])
def test_members_export_what_is_done(client: Client, done_report: Report, ending: str, start: bytes) -> None:
    client.force_login(done_report.requested_by)
    url = reverse("reports:export", args=[done_report.public_id, ending])
    response = client.get(url)
    assert response.content.startswith(start)
    assert response["Content-Disposition"].endswith(f".{ending}")
    assert done_report.number in response["Content-Disposition"]
    page = client.get(reverse("reports:report", args=[done_report.public_id])).content.decode()
    assert url in page
    client.force_login(make_user(email="stranger@example.com"))
    assert client.get(url).status_code == 404


@pytest.mark.django_db
def test_there_is_no_other_form(client: Client, done_report: Report) -> None:
    client.force_login(done_report.requested_by)
    assert client.get(reverse("reports:export", args=[done_report.public_id, "exe"])).status_code == 404
