"""What documents are made of: a few general blocks as frozen plain values, in one language, ready to be set.

A document is a sequence of blocks. They say what a text is (a heading, a column of numbers, a remark), never
how it looks; each way of showing a document has one function for each kind. Numbers are texts; None is
missing, never zero.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from reports.domain.charts import palette


class Tone(StrEnum):
    """What a piece of text is beside its neighbours."""

    PLAIN = "plain"
    LEAD = "lead"  # what its entry is about
    STRONG = "strong"
    QUIET = "quiet"  # additional
    MARK = "mark"  # a sign such as a star
    TAG = "tag"  # a label: a few words that classify
    GOOD = "good"
    ALERT = "alert"  # must be noticed


def _kind(name: str) -> Any:
    return field(default=name, init=False)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line; `below` begins another line."""

    text: str
    tone: Tone = Tone.PLAIN
    below: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int  # 1 to 3
    tag: str = ""
    kind: str = _kind("heading")


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    kind: str = _kind("paragraph")


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on what stands before it."""

    text: str
    kind: str = _kind("note")


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]
    kind: str = _kind("bullets")


@dataclass(frozen=True, slots=True)
class Notice:
    """What must be noticed, paragraph by paragraph."""

    lines: tuple[str, ...]
    title: str = ""
    kind: str = _kind("notice")


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class FactList:
    items: tuple[Fact, ...]
    kind: str = _kind("facts")


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several things of the same sort, in a few lines; its address is a link."""

    lines: tuple[Line, ...]
    number: str = ""
    quoted: bool = False  # what others say
    url: str = ""
    kind: str = _kind("entry")


@dataclass(frozen=True, slots=True)
class Level:
    """A level as a cell; without a number it does not apply."""

    level: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Share:
    """A bar beside its numbers, from 0 to 100."""

    percent: int


Cell = str | Line | Level | Share


class Role(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    LEVEL = "level"
    SHARE = "share"


class Rank(StrEnum):
    """What a row is in its table."""

    ROW = "row"
    TITLE = "title"  # one cell, above the rows that follow
    SUM = "sum"
    PART = "part"  # of the sum above it


@dataclass(frozen=True, slots=True)
class Column:
    """`width`: millimetres that suit it on a page; None shares what the others leave."""

    label: str
    width: int | None = None
    role: Role = Role.TEXT
    tone: Tone = Tone.PLAIN  # of its plain texts


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    rank: Rank = Rank.ROW


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    kind: str = _kind("table")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the text that says the same; `width`: millimetres that suit it on a page."""

    svg: str
    alt: str
    width: int = 150
    caption: str = ""
    kind: str = _kind("figure")


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    text: str
    weight: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question with what was answered and what it gave."""

    title: str
    text: str
    chosen: tuple[Option, ...]
    remarks: tuple[str, ...]
    points: str
    maximum: str
    note: str  # how the points come about
    kind: str = _kind("answered")


@dataclass(frozen=True, slots=True)
class Signatures:
    labels: tuple[str, ...]
    kind: str = _kind("signatures")


@dataclass(frozen=True, slots=True)
class Panel:
    """Facts, paragraphs, notes and bullets that stand out together."""

    blocks: tuple[FactList | Paragraph | Note | Bullets, ...]
    kind: str = _kind("panel")


@dataclass(frozen=True, slots=True)
class PageBreak:
    kind: str = _kind("page-break")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The beginning of a document without a cover."""

    kicker: str
    text: str
    tag: str
    kind: str = _kind("title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The first page of a report: who, which level, by which standard, and what the report is not."""

    kicker: str
    mark: str  # 含经营数据, or nothing
    firm: str
    code: Fact
    profile: str
    verified: str  # 企业身份已核验, or nothing
    marks: tuple[str, ...]  # 企业身份未经核验 and the like
    badge: Figure
    gauge: Figure
    headline: str  # which side decides the level
    facts_left: tuple[Fact, ...]
    facts_right: tuple[Fact, ...]
    notice: Notice
    check: Figure | None  # leads to where the number is checked
    erratum: Notice | None  # a published mistake
    kind: str = _kind("cover")


Simple = (
    Heading
    | Paragraph
    | Note
    | Bullets
    | Notice
    | FactList
    | Entry
    | Table
    | Figure
    | Answered
    | Signatures
    | Panel
    | PageBreak
    | Title
    | Cover
)


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that are not parted by the end of a page."""

    blocks: tuple[Simple, ...]
    kind: str = _kind("together")


Block = Simple | Together


@dataclass(frozen=True, slots=True)
class LevelColours:
    fill: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document. `date` is a day that it tells of, not that of its making: its bytes stay the same."""

    language: str  # zh or en
    region: str
    title: str
    author: str
    date: tuple[int, int, int]
    ramp: tuple[LevelColours, ...]  # from level 0 to the top
    head_left: str
    head_right: str
    foot_left: str
    blocks: tuple[Block, ...]


def paragraphs(texts: Iterable[str]) -> Iterator[Paragraph]:
    """Return texts as paragraphs, leaving out the empty ones."""
    return (Paragraph(text) for text in texts if text)


def line(*runs: Run) -> Line:
    """Return the runs that say something as a line."""
    return tuple(run for run in runs if run.text)


def entry(*lines: Run | Line, number: str = "", quoted: bool = False, url: str = "") -> Entry:
    """Return an entry of the lines that say something; a run alone is a line."""
    given = (line(part) if isinstance(part, Run) else part for part in lines)
    return Entry(tuple(filter(None, given)), number, quoted, url)


def ramp(levels: int) -> tuple[LevelColours, ...]:
    """Return the colours of the levels of a standard, from 0 to the top."""
    fills = (palette.level_fill(level, levels) for level in range(levels + 1))
    return tuple(LevelColours(fill=fill, text=palette.text_on(fill)) for fill in fills)
