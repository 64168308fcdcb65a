"""The blocks of a document: sound enough to be shown in any way, not on paper alone."""

from decimal import Decimal

import pytest

from reports.document.blocks import (
    Paragraph,
    Rank,
    Role,
    Run,
    Share,
    Table,
    Tone,
    entry,
    line,
    paragraphs,
)
from reports.document.content.facts import share
from tests.reports.contents import blocks, faults, make_content, make_document
from tests.standards.fixtures import standard_2024

NOTHING = {"na": "other"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_is_sound(language: str) -> None:
    assert faults(make_document(language=language, with_figures=True)) == []


def test_so_is_that_of_a_firm_to_which_nothing_applies() -> None:
    standard = standard_2024()
    content = make_content(
        questions={question.code: NOTHING for question in standard.questions},
        scenes={scene.code: NOTHING for scene in standard.scenes},
    )
    assert faults(make_document(content)) == []


def test_every_number_and_level_can_be_told_from_its_column() -> None:
    tables = [block for block in blocks(make_document()) if isinstance(block, Table)]
    points = next(table for table in tables if Role.SHARE in {column.role for column in table.columns})
    assert [column.role for column in points.columns] == [
        Role.TEXT,
        Role.NUMBER,
        Role.SHARE,
        Role.NUMBER,
        Role.NUMBER,
    ]
    assert [row.rank for row in points.rows[:2]] == [Rank.SUM, Rank.PART]
    assert points.rows[-1].cells == ("合计", "", Share(54), "54.15", "100")


@pytest.mark.parametrize("eighths", range(9))
def test_a_share_is_the_same_in_the_table_and_on_the_radar(eighths: int) -> None:
    assert f"{share(Decimal(eighths), Decimal(8))}%" == f"{eighths / 8:.0%}"


def test_what_says_nothing_is_left_out() -> None:
    assert line(Run("一"), Run("", Tone.MARK)) == (Run("一"),)
    assert entry(Run("一"), Run(""), line(Run("")), number="1").lines == ((Run("一"),),)
    assert list(paragraphs(("一", ""))) == [Paragraph("一")]
