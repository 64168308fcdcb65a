"""Blocks as plain words: what the forms without a layout of their own have in common."""

import re
import unicodedata
from collections.abc import Iterator

from reports.document.blocks import Answered, Cell, Cover, Fact, Level, Line, Notice, Share
from reports.document.cleaning import DROPPED

_UNSAID = re.compile("[\r\n\t\u2028\u2029]+")


def said(text: str) -> str:
    """Return a text as every program can show it: NFC, one line, no control or bidi characters."""
    one_line = _UNSAID.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(c for c in one_line if unicodedata.category(c) not in DROPPED)


def cell_text(cell: Cell) -> str:
    """Return what a cell of a table says. A bar says nothing that its row does not."""
    match cell:
        case str():
            return said(cell)
        case Level():
            return said(cell.name)
        case Share():
            return f"{cell.percent}%"
    return line_text(cell)


def line_text(line: Line) -> str:
    return said(" ".join(run.text for run in line))


def fact_text(fact: Fact) -> str:
    return said(f"{fact.label}：{fact.value}" if fact.value else fact.label)


def notice_lines(notice: Notice) -> Iterator[str]:
    yield from map(said, filter(None, (notice.title, *notice.lines)))


def answered_lines(answered: Answered) -> Iterator[str]:
    """Give what stands under the title and the points of an answered question."""
    yield said(answered.text)
    for option in answered.chosen:
        yield said(f"{option.key}  {option.text}  {option.weight}")
    yield from map(said, answered.remarks)
    yield said(answered.note)


def cover_lines(cover: Cover) -> Iterator[str]:
    """Give what stands on a cover, top down, without its firm and headline."""
    marks = (cover.mark, cover.verified, *cover.marks)
    yield from map(said, filter(None, (cover.kicker, *marks, fact_text(cover.code), cover.profile)))
    if cover.erratum is not None:
        yield from notice_lines(cover.erratum)
    yield from map(fact_text, (*cover.facts_left, *cover.facts_right))
    yield from notice_lines(cover.notice)
