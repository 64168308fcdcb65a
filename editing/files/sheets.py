"""The XML of a workbook's parts, read once as a stream: no entities, no formulas, no endless sheets.

The reader of values (calamine) tells neither formulas from values nor how large a sheet becomes in memory.
"""

import re
from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editing.files.refusals import FileRefused

MOST_ROWS = 2_000  # of a sheet
MOST_COLUMNS = 100
MOST_CELLS = 100_000  # of a workbook, forty times a standard
MOST_CHARACTERS = 8_000_000  # of a workbook's cells; a shared text counts wherever it is shown
MOST_IN_CELL = 32_767  # as in Excel

MOST_TITLE = 31

REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
SHARED = "xl/sharedstrings.xml"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
EMPTY = b"<none/>"


def inspect(parts: Mapping[str, bytes]) -> None:
    """Read every part. Raises FileRefused for what a workbook of values does not have."""
    budget = _Budget()
    shared = _Shared() if SHARED in parts else None
    if shared:
        _parse(parts[SHARED], shared)
    lengths = shared.lengths if shared else []
    titles = _titles(parts)
    for name, content in parts.items():
        if SHEET.fullmatch(name):
            _parse(content, _Sheet(titles.get(name, name), lengths, budget))
        elif name not in (SHARED, WORKBOOK, RELATIONS):
            _parse(content, _Part())


def _titles(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Map the names of the sheets' parts to what people call the sheets."""
    book, relations = _Book(), _Relations()
    _parse(parts[WORKBOOK], book)
    _parse(parts.get(RELATIONS, EMPTY), relations)
    return {
        f"xl/{relations.targets[number]}".lower(): title
        for number, title in book.titles.items()
        if number in relations.targets
    }


def column_letters(number: int) -> str:
    """Return the letters of a column: A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


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
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "").removeprefix("/xl/")


class _Shared(_Part):
    """The texts that cells refer to by number."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.lengths.append(0)
        if len(self.lengths) > MOST_CELLS:
            raise FileRefused(_("工作簿里的单元格超过 %(most)s 个。"), most=MOST_CELLS)

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
            raise FileRefused(_("工作簿里的单元格超过 %(most)s 个。"), most=MOST_CELLS)
        if self.characters > MOST_CHARACTERS:
            raise FileRefused(_("工作簿里的文字过多，不像是本平台导出的文件。"))


class _Sheet(_Part):
    """A sheet: where its cells stand, and what is in them."""

    def __init__(self, title: str, shared: list[int], budget: _Budget) -> None:
        self._title = title
        self._shared = shared
        self._budget = budget
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
                self._holds = False
                self._value = []
            case "v" | "t":
                self._holds = True
            case "f" if self._value is not None:  # elsewhere it is a rule of validation or of looks
                raise self._refusal(_("工作表“%(sheet)s”的 %(cell)s 是公式，请改为它的值后再上传。"))
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

    def _place(self, reference: str | None) -> None:
        self._column += 1
        if reference is None:
            return
        found = REFERENCE.fullmatch(reference)
        if not found:
            raise FileRefused(_("文件已损坏，无法作为 Excel 工作簿打开。"))
        self._column = 0
        for letter in found[1]:
            self._column = self._column * 26 + ord(letter) - ord("A") + 1
        self._row = int(found[2])

    def _take(self, value: str) -> None:
        if self._row > MOST_ROWS:
            raise self._refusal(_("工作表“%(sheet)s”超过 %(most)s 行。"), most=MOST_ROWS)
        if self._column > MOST_COLUMNS:
            raise self._refusal(_("工作表“%(sheet)s”超过 %(most)s 列。"), most=MOST_COLUMNS)
        if self._kind == "e":
            raise self._refusal(_("工作表“%(sheet)s”的 %(cell)s 是错误值，请改正后再上传。"))
        length = len(value)
        if self._kind == "s":
            number = _whole(value.strip(), -1)
            if not 0 <= number < len(self._shared):
                raise FileRefused(_("文件已损坏，无法作为 Excel 工作簿打开。"))
            length = self._shared[number]
        if length > MOST_IN_CELL:
            raise self._refusal(_("工作表“%(sheet)s”的 %(cell)s 文字过长。"))
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
        raise FileRefused(_("文件已损坏，无法作为 Excel 工作簿打开。")) from None


def _no_doctype(*_arguments: Any) -> None:
    raise FileRefused(_("工作簿里声明了 XML 实体，已拒绝打开。"))


def _only_utf8(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() != "utf-8":
        raise FileRefused(_("文件已损坏，无法作为 Excel 工作簿打开。"))
