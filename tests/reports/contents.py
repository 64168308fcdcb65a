"""Submitted assessments as plain values, for reports without a database."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

from pypdf import PdfReader

from assessment.domain.snapshot import Declaration, Person, SnapshotContent
from enterprises.domain.size import size_class
from reports.document.blocks import (
    Block,
    Document,
    Figure,
    Heading,
    Level,
    Rank,
    Role,
    Share,
    Table,
    Together,
)
from reports.document.content import Facts, report_content
from reports.document.issuing import check_address, report_document
from reports.document.typesetting import typeset
from reports.domain.number import number_of
from reports.models import Variant
from reports.presenters.result import result_of
from reports.selectors.advice import Advice, advice_on
from roadmap.domain.firm import FirmRoadmap, firm_roadmap
from standards.domain.answer_file import read_answers
from standards.domain.standard import Standard
from tests.assessment.factories import DECLARATION, QUESTIONS, SCENES
from tests.library import committed_library
from tests.standards.fixtures import standard_2024

AT = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)  # the 22nd in Shanghai
NUMBER = number_of("7K3M9QXABCDEFGH")


def make_content(
    *,
    name: str = "示例精密机械有限公司",
    uscc: str = "91340800MAT0000420",
    questions: Mapping[str, Any] | None = None,
    scenes: Mapping[str, Any] | None = None,
    filled_by: str = "李波",
    position: str = "生产部经理",
    employees: int | None = 137,
    revenue: str | None = "5683.25",
    assets: str | None = "4219.75",
    standard: Standard | None = None,
) -> SnapshotContent:
    """Return the content of a snapshot; `questions` and `scenes` in the form of the answer file."""
    standard = standard or standard_2024()
    answers = read_answers(standard, QUESTIONS | dict(questions or {}), SCENES | dict(scenes or {}))
    figures: dict[str, Any] = {}
    for answer in answers.questions.values():
        figures |= getattr(answer, "values", {})
    return SnapshotContent(
        kind="self",
        standard=standard,
        digest="0123456789abcdef" * 4,
        enterprise={
            "name": name,
            "uscc": uscc,
            "division": "34",
            "region": "340800",
            "employees": employees,
            "revenue": revenue,
            "assets": assets,
            "size": size_class("34", 137, None, None).value,
            "sector": "machinery",
            "verified": False,
        },
        answers=answers,
        figures=figures,
        result={},
        declaration=Declaration(
            filled_by=Person(name=filled_by, position=position),
            responsible=DECLARATION.responsible,
            pledge_version="2026-1",
        ),
        at=AT,
    )


def way(content: SnapshotContent, sector: str = "machinery", size: str = "small") -> FirmRoadmap:
    return firm_roadmap(
        library=committed_library(),
        sector=sector,
        size=size,
        standard=content.standard,
        answers=content.answers,
    )


NO_ADVICE = Advice(way=None, recommended=None, help=None, support=None)


def report_pdf(**given: Any) -> bytes:
    return typeset(report_document(**given))


def make_pdf(
    content: SnapshotContent | None = None,
    *,
    sector: str = "machinery",
    language: str = "zh",
    variant: str = Variant.STANDARD,
    before: SnapshotContent | None = None,
    demo: bool = False,
) -> bytes:
    content = content or make_content()
    return report_pdf(
        content=content,
        advice=advice_on(content, sector, shelf=committed_library(), day=AT.date()),
        language=language,
        number=NUMBER,
        variant=variant,
        before=before,
        demo=demo,
    )


def make_document(
    content: SnapshotContent | None = None,
    *,
    language: str = "zh",
    with_figures: bool = False,
    before: SnapshotContent | None = None,
) -> Document:
    """Return the blocks of a report, before anything is set."""
    content = content or make_content()
    advice = advice_on(content, "machinery", shelf=committed_library(), day=AT.date())
    facts = Facts(
        result=result_of(content),
        roadmap=advice.way,
        recommended=advice.recommended,
        help=advice.help,
        support=advice.support,
        number=NUMBER,
        check_address=check_address(NUMBER),
        operator="",
        language=language,
        with_figures=with_figures,
        before=result_of(before) if before else None,
    )
    return report_content(facts)


def blocks(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        yield from block.blocks if isinstance(block, Together) else (block,)


def faults(document: Document) -> list[str]:
    """Name what some way of showing the document could not make sense of."""
    found = list(blocks(document))
    levels = [0, *(block.level for block in found if isinstance(block, Heading))]
    return [
        *(f"heading {level} after {before}" for before, level in pairwise(levels) if level > before + 1),
        *("figure without text" for block in found if isinstance(block, Figure) and not block.alt),
        *(fault for block in found if isinstance(block, Table) for fault in _table_faults(block)),
    ]


def _table_faults(table: Table) -> Iterator[str]:
    if not table.rows:
        yield f"table of {table.columns[0].label} without rows"
    wanted = {Role.LEVEL: Level, Role.SHARE: Share}
    for row in table.rows:
        if row.rank is Rank.TITLE:
            if len(row.cells) != 1:
                yield f"title of {len(row.cells)} cells"
        elif len(row.cells) != len(table.columns):
            yield f"{len(row.cells)} cells in {len(table.columns)} columns"
        else:
            for cell, column in zip(row.cells, table.columns, strict=True):
                if not isinstance(cell, wanted.get(column.role, str | tuple)):
                    yield f"{cell!r} under {column.label}"


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page without spaces: extraction puts some into 2026年."""
    return [bare(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    return "".join(pages(pdf))


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)
