"""The XML of a workbook's parts, read once as a stream: no entities, no formulas, no endless sheets.

The reader of values (calamine) tells neither formulas from values nor how large a sheet becomes in memory.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from django.utils.functional import Promise

from editing.domain.table_rows import column_letters
from editing.files.refusals import MOST_SAID, FileRefused, damaged, raise_all
from editing.wording.files import (
    HAS_ENTITIES,
    IS_ERROR,
    IS_FORMULA,
    TEXT_TOO_LONG,
    TOO_MANY_CELLS,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    TOO_MUCH_TEXT,
)

MOST_ROWS = 2_000  # of a sheet
MOST_COLUMNS = 100
MOST_CELLS = 100_000  # of a workbook, forty times a standard
MOST_CHARACTERS = 8_000_000  # of a workbook's cells; a shared text counts wherever it is shown
MOST_IN_CELL = 32_767  # as in Excel

MOST_TITLE = 31

QUOTED = re.compile(r"\"[^\"]*\"|\\\\.|\[[^\]]*\]")  # what a format shows as it stands
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
SHARED = "xl/sharedstrings.xml"
WORKBOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
EMPTY = b"<none/>"


Place = tuple[str, int, int]  # the title of a sheet, row and column from 1


def inspect(parts: Mapping[str, bytes]) -> frozenset[Place]:
    """Read every part; return the cells whose numbers are shown as percentages.

    Raises FileRefused for what a workbook of values does not have, all cells of that kind at once.
    """
    budget = _Budget()
    shared = _Shared() if SHARED in parts else None
    if shared:
        _parse(parts[SHARED], shared)
    lengths = shared.lengths if shared else []
    titles = _titles(parts)
    styles = _Styles()
    _parse(parts.get(STYLES, EMPTY), styles)
    found = _Found(percent_styles=styles.percents())
    for name, content in parts.items():
        if SHEET.fullmatch(name):
            _parse(content, _Sheet(titles.get(name, name), lengths, budget, found))
        elif name not in (SHARED, WORKBOOK, RELATIONS, STYLES):
            _parse(content, _Part())
    raise_all(found.refused)
    return frozenset(found.percents)


def _titles(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Map the names of the sheets' parts to what people call the sheets."""
    book, relations = _Book(), _Relations()
    _parse(parts[WORKBOOK], book)
    _parse(parts.get(RELATIONS, EMPTY), relations)
    return {
        f"xl/{relations.targets[number]}".lower(): title.strip()
        for number, title in book.titles.items()
        if number in relations.targets
    }


class _Part:
    """A part that only has to be well-formed."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """See an element begin; the name is without its namespace."""

    def end(self, name: str) -> None:
        """See an element end."""

    def text(self, characters: str) -> None:
        """See a piece of text."""


class _Book(_Part):
    """The titles of the sheets by the number of their relation."""

    def __init__(self) -> None:
        self.titles: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            number = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            self.titles[number] = attributes.get("name", "")[:MOST_TITLE]


class _Relations(_Part):
    """Where the workbook's parts stand, by the number of the relation."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self.targets[attributes.get("Id", "")] = _target(attributes.get("Target", ""))


def _target(text: str) -> str:
    return text.replace("\\", "/").removeprefix("/").removeprefix("xl/").removeprefix("./")


class _Styles(_Part):
    """Which styles of cells show a number as a percentage."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {"9": "0%", "10": "0.00%"}
        self._used: list[str] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            self._used.append(attributes.get("numFmtId", ""))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def percents(self) -> frozenset[int]:
        """Return the numbers of those styles."""
        shown = (self._formats.get(used, "") for used in self._used)
        return frozenset(number for number, code in enumerate(shown) if "%" in QUOTED.sub("", code))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is gathered from all sheets."""

    percent_styles: frozenset[int]
    percents: set[Place] = field(default_factory=set)
    refused: list[FileRefused] = field(default_factory=list)


class _Shared(_Part):
    """The texts that cells refer to by number."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.lengths.append(0)
        if len(self.lengths) > MOST_CELLS:
            raise FileRefused(TOO_MANY_CELLS, most=MOST_CELLS)

    def text(self, characters: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(characters)


class _Budget:
    """What all sheets together may hold."""

    def __init__(self) -> None:
        self.cells = 0
        self.characters = 0

    def spend(self, characters: int) -> None:
        self.cells += 1
        self.characters += characters
        if self.cells > MOST_CELLS:
            raise FileRefused(TOO_MANY_CELLS, most=MOST_CELLS)
        if self.characters > MOST_CHARACTERS:
            raise FileRefused(TOO_MUCH_TEXT)


class _Sheet(_Part):
    """A sheet: where its cells stand, and what is in them."""

    def __init__(self, title: str, shared: list[int], budget: _Budget, found: _Found) -> None:
        self._title = title
        self._shared = shared
        self._budget = budget
        self._found = found
        self._style = 0
        self._row = 0
        self._column = 0
        self._kind = ""
        self._value: list[str] | None = None
        self._holds = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "row":
                self._row = _whole(attributes.get("r"), self._row + 1)
                self._column = 0
            case "c":
                self._place(attributes.get("r"))
                self._kind = attributes.get("t", "n")
                self._style = _whole(attributes.get("s"), 0)
                self._holds = False
                self._value = []
            case "v" | "t":
                self._holds = True
            case "f" if self._value is not None:  # elsewhere it is a rule of validation or of looks
                self._refuse(IS_FORMULA)
            case _:
                pass

    def end(self, name: str) -> None:
        if name == "c" and self._value is not None:
            if self._holds:
                self._take("".join(self._value))
            self._value = None

    def text(self, characters: str) -> None:
        if self._value is not None:
            self._value.append(characters)

    def _refusal(self, sentence: Promise, **values: object) -> FileRefused:
        cell = f"{column_letters(self._column)}{self._row}"
        return FileRefused(sentence, sheet=self._title, cell=cell, **values)

    def _refuse(self, sentence: Promise) -> None:
        """Note a refusal, to be said with the others."""
        if len(self._found.refused) < MOST_SAID:
            self._found.refused.append(self._refusal(sentence))

    def _place(self, reference: str | None) -> None:
        self._column += 1
        if reference is None:
            return
        found = REFERENCE.fullmatch(reference)
        if not found:
            raise damaged()
        self._column = 0
        for letter in found[1]:
            self._column = self._column * 26 + ord(letter) - ord("A") + 1
        self._row = int(found[2])

    def _take(self, value: str) -> None:
        if self._row > MOST_ROWS:
            raise self._refusal(TOO_MANY_ROWS, most=MOST_ROWS)
        if self._column > MOST_COLUMNS:
            raise self._refusal(TOO_MANY_COLUMNS, most=MOST_COLUMNS)
        if self._kind == "e":
            self._refuse(IS_ERROR)
        if self._kind == "n" and self._style in self._found.percent_styles:
            self._found.percents.add((self._title, self._row, self._column))
        length = len(value)
        if self._kind == "s":
            number = _whole(value.strip(), -1)
            if not 0 <= number < len(self._shared):
                raise damaged()
            length = self._shared[number]
        if length > MOST_IN_CELL:
            self._refuse(TEXT_TOO_LONG)
        self._budget.spend(length)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 7 else otherwise


def _parse(content: bytes, part: _Part) -> None:
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: part.start(name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: part.end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = part.text
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.XmlDeclHandler = _only_utf8
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise damaged() from None


def _no_doctype(*_arguments: Any) -> None:
    raise FileRefused(HAS_ENTITIES)


def _only_utf8(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in ("utf-8", "utf8"):
        raise damaged()
