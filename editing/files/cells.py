"""A value as what a cell holds, and back. What cannot be understood stays as it is: reading then says why."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from editing.domain.decimals import bare, plain
from editing.domain.tables import Column
from editing.wording.words import Words
from enterprises.domain.numbers import EXACT, NotANumber, NumberKind, read_number

Cell = str | int | float
EXACT_DIGITS = 15  # a number of more digits is written as text: a cell would round it
YES = ("是", "对", "√", "✓", "✔", "true", "yes", "y", "1")
NO = ("否", "错", "×", "✗", "✘", "false", "no", "n", "0")
DAY = re.compile(
    r"(\d{4})(年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?(?:[ T]00:00(?::00)?)?",
    re.ASCII,
)
DAY_ZERO = date(1899, 12, 30)  # days are counted from it where a cell shows a day as a plain number
DAY_NUMBERS = range(20_000, 80_000)  # 1954 to 2119
EMPTY_LIST = "[]"  # where an empty list says something else than an empty cell


# --- writing -----------------------------------------------------------------------------------


def cell_text(column: Column, value: Any, words: Words) -> str:
    """Return a plain value as people read it; empty text for None."""
    if value is None:
        return ""
    if column.hint is bool:
        return words.yes if value else words.no
    if column.several:
        return "\n".join(words.choice(column, item) for item in value)
    if column.hint in (int, Decimal):
        return plain(Decimal(value))
    return words.choice(column, value)


def to_cell(column: Column, values: Mapping[str, Any], words: Words) -> Cell:
    """Return what the cell of a row holds; empty text where there is nothing to write."""
    value = values.get(column.name)
    if column.hint is bool:
        return cell_text(column, _with_default(column, values), words)
    if value is None:
        return ""
    if column.several:
        return _joined(column, [words.choice(column, item) for item in value])
    return number_cell(value) if column.hint in (int, Decimal) else cell_text(column, value, words)


def _with_default(column: Column, values: Mapping[str, Any]) -> bool | None:
    """Write a default too, so that nobody has to know it, unless the part it belongs to is absent."""
    if column.part and not any(name.startswith(f"{column.part}.") for name in values):
        return None
    given = values.get(column.name, False if column.required else column.default)
    return None if given is None else bool(given)


def number_cell(value: int | Decimal) -> Cell:
    """Return a number as a cell keeps it exactly: as text where it has more digits than a cell holds."""
    text = plain(Decimal(value))
    if len(text.replace(".", "").lstrip("-0")) > EXACT_DIGITS:
        return text
    return int(value) if isinstance(value, int) else float(value)


def _joined(column: Column, items: list[str]) -> str:
    if not items:
        return "" if column.required else EMPTY_LIST
    return "\n".join(_escaped(item) for item in items)


def _escaped(item: str) -> str:
    """Return an item on one line; one that begins like EMPTY_LIST is marked."""
    text = item.replace("\\", "\\\\").replace("\n", "\\n")
    return f"\\{text}" if text.startswith("[") else text


# --- reading -----------------------------------------------------------------------------------


def from_cell(column: Column, cell: Any, words: Words) -> Any:
    """Return the plain value of a cell, None where it is empty."""
    if isinstance(cell, str):
        cell = trimmed(cell)
    if cell is None or cell == "":
        return [] if column.several and column.required else None
    if column.several:
        meant = _meant(column, words)
        return [meant.get(item, item) for item in _items(str(cell))]
    if column.hint in (int, Decimal):
        return _read_number(cell, replace(EXACT, unit=words.units.get(column.name, "")))
    if column.hint is bool:
        return _read_bool(cell, words)
    if column.hint is date and isinstance(cell, str | float):
        return _read_date(cell) if isinstance(cell, str) else _read_day_number(cell)
    return _meant(column, words).get(cell, cell) if isinstance(cell, str) else _text(cell)


def is_blank(cell: Any) -> bool:
    """Return whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not trimmed(cell))


def trimmed(text: str) -> str:
    """Return a text without blanks and invisible marks around it, with one kind of line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip().strip("\ufeff\u200b").strip()


def percent_text(number: float) -> str:
    """Return what a cell shows that holds this number as a percentage: 40% for 0.4."""
    return f"{plain(shown(number) * 100)}%"


def shown(number: float) -> Decimal:
    """Return a number with the digits that spreadsheets keep: 0.3 for 0.1 + 0.2."""
    return Decimal(f"{number:.{EXACT_DIGITS}g}")


def _read_bool(cell: Any, words: Words) -> Any:
    said = plain(shown(cell)) if isinstance(cell, float) else cell
    if not isinstance(said, str):
        return cell
    said = unicodedata.normalize("NFKC", said).casefold()
    if said in (words.yes.casefold(), *YES):
        return True
    return False if said in (words.no.casefold(), *NO) else cell


def _read_date(text: str) -> str:
    """Return the day that a text names by year, month and day; any other text as it is."""
    found = DAY.fullmatch(unicodedata.normalize("NFKC", text))
    if not found:
        return text
    try:
        return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
    except ValueError:
        return text


def _read_day_number(number: float) -> str:
    """Return the day that a spreadsheet counts with this number; any other number as its text."""
    days = int(number)
    return (DAY_ZERO + timedelta(days)).isoformat() if days in DAY_NUMBERS else plain(shown(number))


def _meant(column: Column, words: Words) -> dict[str, Any]:
    """Map the words of a column to their values; other texts mean themselves."""
    return {label: value for value, label in words.choices.get(column.entry, {}).items()}


def _text(cell: Any) -> Any:
    """Return as text what a spreadsheet made a number or a date of, though it was typed as text."""
    if isinstance(cell, date):
        return date(cell.year, cell.month, cell.day).isoformat()
    if isinstance(cell, float):
        return plain(shown(cell))
    return cell


def _read_number(cell: Any, kind: NumberKind) -> Any:
    if isinstance(cell, float):
        return bare(shown(cell))
    if not isinstance(cell, str):
        return cell
    try:
        number = read_number(cell, kind)
    except NotANumber:
        return cell
    return None if number is None else bare(number)


def _items(text: str) -> list[str]:
    if text == EMPTY_LIST:
        return []
    return [_unescaped(trimmed(line)) for line in text.split("\n") if line.strip()]


def _unescaped(line: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], line)
