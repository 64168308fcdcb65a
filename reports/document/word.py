"""A document as a Word file: to be edited, quoted from, taken into another one."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import singledispatch
from io import BytesIO
from itertools import pairwise

import docx
from docx.document import Document as Page
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Row as Cells

from reports.document.blocks import (
    Answered,
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
    Tone,
)
from reports.document.cleaning import address
from reports.document.spoken import (
    answered_lines,
    cell_text,
    cover_lines,
    fact_text,
    notice_lines,
    said,
)
from reports.document.typesetting import picture_png
from reports.domain.charts.palette import ACCENT, INK

FONT = "Microsoft YaHei"  # Word takes another one where it is not installed
WIDEST = 165  # millimetres between the margins
NARROWEST = 20  # millimetres of a column that shares what the others leave
COLOURS = {
    "Normal": INK,
    "Caption": INK,
    **dict.fromkeys(("Title", "Heading 1", "Heading 2", "Heading 3"), ACCENT),
}
BOLD = frozenset({Tone.LEAD, Tone.STRONG, Tone.GOOD, Tone.ALERT})


def word_file(document: Document, remark: str) -> bytes:
    """Return the .docx of a document. `remark` stands first: what this file is beside the PDF.

    Raises:
        TypesettingFailed: a picture could not be drawn.
    """
    page = docx.Document()
    _prepare(page, document)
    _lines(page, [remark], style="Intense Quote")
    for before, block in pairwise((None, *document.blocks)):
        if not isinstance(block, PageBreak) or not isinstance(before, PageBreak):
            write(block, page)
    packed = BytesIO()
    page.save(packed)
    return packed.getvalue()


def _prepare(page: Page, document: Document) -> None:
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm((210 - WIDEST) / 2)
    section.header.paragraphs[0].text = said(f"{document.head_left}\t\t{document.head_right}")
    section.footer.paragraphs[0].text = said(document.foot_left)
    for name, colour in COLOURS.items():
        style = page.styles[name]
        style.font.name = FONT
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    page.styles["Normal"].font.size = Pt(10)
    page.styles["Normal"].paragraph_format.space_after = Pt(3)
    about = page.core_properties
    about.title, about.author, about.language = said(document.title), said(document.author), document.language
    about.created = about.modified = datetime(*document.date, tzinfo=UTC)


@singledispatch
def write(block: object, page: Page) -> None:
    raise TypeError(f"no form for {type(block).__name__}")


@write.register
def _(block: Together, page: Page) -> None:
    for part in block.blocks:
        write(part, page)


@write.register
def _(block: Panel, page: Page) -> None:
    for part in block.blocks:
        write(part, page)


@write.register
def _(block: Heading, page: Page) -> None:
    page.add_heading(said(f"{block.text}  {block.tag}".rstrip()), block.level)


@write.register
def _(block: Title, page: Page) -> None:
    _lines(page, [block.kicker])
    page.add_heading(said(f"{block.text}  {block.tag}".rstrip()), 0)


@write.register
def _(block: Paragraph, page: Page) -> None:
    _lines(page, [block.text])


@write.register
def _(block: Note, page: Page) -> None:
    _lines(page, [block.text], style="Caption")


@write.register
def _(block: Bullets, page: Page) -> None:
    _lines(page, block.items, style="List Bullet")


@write.register
def _(block: Notice, page: Page) -> None:
    _lines(page, notice_lines(block), style="Intense Quote")


@write.register
def _(block: FactList, page: Page) -> None:
    _lines(page, map(fact_text, block.items))


@write.register
def _(block: Entry, page: Page) -> None:
    part = page.add_paragraph(style="Quote" if block.quoted else None)
    part.add_run(said(f"{block.number}  ") if block.number else "").bold = True
    for number, entry_line in enumerate(block.lines):
        if number:
            part.add_run().add_break(WD_BREAK.LINE)
        for run in entry_line:
            part.add_run(said(run.text) + " ").bold = run.tone in BOLD
    if link := address(block.url):
        part.add_run().add_break(WD_BREAK.LINE)
        part.add_run(link)


@write.register
def _(block: Figure, page: Page) -> None:
    width = min(block.width, WIDEST)
    shown = page.add_picture(BytesIO(picture_png(block.svg, width)), width=Mm(width))
    shown._inline.docPr.set("descr", said(block.alt))
    if block.caption:
        _lines(page, [block.caption], style="Caption")


@write.register
def _(block: Answered, page: Page) -> None:
    _lines(page, [f"{block.title}  {block.points}{block.maximum}"], bold=True)
    _lines(page, answered_lines(block))


@write.register
def _(block: Signatures, page: Page) -> None:
    _lines(page, (f"{label}  ____________________" for label in block.labels))


@write.register
def _(_block: PageBreak, page: Page) -> None:
    page.add_page_break()  # type: ignore[no-untyped-call]


@write.register
def _(block: Cover, page: Page) -> None:
    page.add_heading(said(block.firm), 0)
    _lines(page, [block.headline], bold=True)
    write(block.gauge, page)
    _lines(page, cover_lines(block))


@write.register
def _(block: Table, page: Page) -> None:
    grid = page.add_table(rows=0, cols=len(block.columns), style="Table Grid")
    grid.autofit = False
    head = grid.add_row()
    _fill(head, (said(column.label) for column in block.columns), bold=True)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block.rows:
        cells = grid.add_row()
        if row.rank is Rank.TITLE:
            cells.cells[0].merge(cells.cells[-1])
        _fill(cells, map(cell_text, row.cells), bold=row.rank in (Rank.TITLE, Rank.SUM))
    for place, width in enumerate(_widths(block)):
        grid.columns[place].width = Mm(width)
        for cell in grid.columns[place].cells:
            cell.width = Mm(width)


def _widths(table: Table) -> list[float]:
    """Return the millimetres of each column: what it says, the others share the rest."""
    widths = [column.width for column in table.columns]
    given = sum(width or 0 for width in widths)
    shares = widths.count(None)
    if not shares:
        return [width * WIDEST / given for width in widths if width]
    return [float(width or max(NARROWEST, (WIDEST - given) / shares)) for width in widths]


def _fill(row: Cells, texts: Iterable[str], *, bold: bool) -> None:
    for cell, text in zip(row.cells, texts, strict=False):
        cell.paragraphs[0].add_run(text).bold = bold


def _lines(page: Page, texts: Iterable[str], *, style: str | None = None, bold: bool = False) -> None:
    for text in texts:
        page.add_paragraph(style=style).add_run(said(text)).bold = bold or None
