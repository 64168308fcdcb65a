"""A document as a workbook: a sheet for each chapter, numbers as numbers, no formulas."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import singledispatch
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from editing.files.writing import OPTIONS
from reports.document.blocks import (
    Answered,
    Block,
    Bullets,
    Cover,
    Document,
    Entry,
    FactList,
    Figure,
    Heading,
    Note,
    Notice,
    PageBreak,
    Panel,
    Paragraph,
    Rank,
    Signatures,
    Table,
    Title,
    Together,
)
from reports.document.cleaning import address
from reports.document.spoken import (
    answered_lines,
    cell_text,
    cover_lines,
    line_text,
    notice_lines,
    said,
)

LONGEST_NAME = 31  # of a sheet
WIDTHS = (60, *(22,) * 9)  # characters
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,6})?")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")

Line = tuple[bool, tuple[str, ...]]  # bold or not, and the cells


def workbook_file(document: Document, remark: str) -> bytes:
    """Return the .xlsx of a document. `remark` stands first: what this file is beside the PDF."""
    packed = BytesIO()
    with xlsxwriter.Workbook(packed, OPTIONS) as book:
        made = datetime(*document.date, tzinfo=UTC)
        book.set_properties({"title": said(document.title), "author": said(document.author), "created": made})
        looks = [
            book.add_format({"valign": "top", "text_wrap": True, "bold": bold}) for bold in (False, True)
        ]
        names: set[str] = set()
        for name, lines in _chapters(document, remark):
            _fill(book.add_worksheet(_sheet_name(name, names)), lines, looks)
    return packed.getvalue()


def _fill(sheet: Worksheet, lines: Iterable[Line], looks: Sequence[Format]) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for row, (bold, cells) in enumerate(lines):
        for column, text in enumerate(cells):
            sheet.write(row, column, float(text) if _NUMBER.fullmatch(text) else text, looks[bold])


def _chapters(document: Document, remark: str) -> Iterator[tuple[str, list[Line]]]:
    """Give name and lines of each sheet: one begins with each heading of the first level."""
    name = said(document.title)
    lines: list[Line] = [(False, (said(remark),))]
    for block in _flat(document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            yield name, lines
            name, lines = said(block.text), []
        lines.extend(lines_of(block))
    yield name, lines


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Together | Panel):
            yield from _flat(block.blocks)
        else:
            yield block


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that no other sheet has, as spreadsheets allow."""
    allowed = _NOT_IN_NAMES.sub(" ", name).strip()[:LONGEST_NAME] or "1"
    found, number = allowed, 2
    while found.casefold() in taken:
        found = f"{allowed[: LONGEST_NAME - 4]} {number}"
        number += 1
    taken.add(found.casefold())
    return found


@singledispatch
def lines_of(block: object) -> Iterator[Line]:
    """Give the rows of a block."""
    raise TypeError(f"no form for {type(block).__name__}")


def _plain(texts: Iterable[str]) -> Iterator[Line]:
    return ((False, (said(text),)) for text in texts)


@lines_of.register
def _(block: Heading) -> Iterator[Line]:
    yield True, (said(f"{block.text}  {block.tag}".rstrip()),)


@lines_of.register
def _(block: Title) -> Iterator[Line]:
    yield from _plain([block.kicker])
    yield True, (said(f"{block.text}  {block.tag}".rstrip()),)


@lines_of.register(Paragraph | Note)
def _(block: Paragraph | Note) -> Iterator[Line]:
    yield from _plain([block.text])


@lines_of.register
def _(block: Bullets) -> Iterator[Line]:
    yield from _plain(block.items)


@lines_of.register
def _(block: Notice) -> Iterator[Line]:
    yield from _plain(notice_lines(block))


@lines_of.register
def _(block: FactList) -> Iterator[Line]:
    for fact in block.items:
        yield False, (said(fact.label), said(fact.value))


@lines_of.register
def _(block: Entry) -> Iterator[Line]:
    first, *more = map(line_text, block.lines)
    yield from _plain([f"{block.number}  {first}".strip(), *more])
    yield from _plain(filter(None, [address(block.url)]))


@lines_of.register
def _(block: Figure) -> Iterator[Line]:
    yield from _plain(filter(None, [block.alt, block.caption]))


@lines_of.register
def _(block: Answered) -> Iterator[Line]:
    yield True, (said(block.title), said(block.points), said(block.maximum))
    yield from _plain(answered_lines(block))


@lines_of.register
def _(block: Signatures) -> Iterator[Line]:
    yield from _plain(block.labels)


@lines_of.register
def _(_block: PageBreak) -> Iterator[Line]:
    yield from ()


@lines_of.register
def _(block: Cover) -> Iterator[Line]:
    yield True, (said(block.firm),)
    yield True, (said(block.headline),)
    yield from lines_of(block.gauge)
    yield from _plain(cover_lines(block))


@lines_of.register
def _(block: Table) -> Iterator[Line]:
    yield True, tuple(said(column.label) for column in block.columns)
    for row in block.rows:
        yield row.rank in (Rank.TITLE, Rank.SUM), tuple(map(cell_text, row.cells))
