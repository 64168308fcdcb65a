"""What the layout `acceptance` is given: words in their final form."""

from dataclasses import dataclass

Cell = str | tuple[str, ...]  # a text, or lines below each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    number: str
    name: str
    state: str
    held: bool  # or not for the firm to hand in
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTable:
    title: str
    paragraphs: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A section that is one table; without rows its paragraphs say why."""

    title: str
    paragraphs: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    title: str
    paragraphs: tuple[str, ...]
    lines: tuple[str, ...]  # to be signed
