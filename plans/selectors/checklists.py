"""The lists of what authorities ask for, read once from the file of the same name."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from editing.domain.schema import ExchangeError, parse_yaml, read
from plans.domain.acceptance import Checklist

FILE = Path(__file__).parent.parent / "data" / "checklists.yaml"
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    format: int
    checklists: tuple[Checklist, ...]


@cache
def checklists() -> tuple[Checklist, ...]:
    """Return all lists, in the order of the file. Raises ExchangeError naming the path or line."""
    file = cast(_File, read(_File, parse_yaml(FILE.read_text(encoding="utf-8"))))
    if file.format != FORMAT:
        raise ExchangeError(f"format: must be {FORMAT}")
    return file.checklists


def checklist(code: str) -> Checklist:
    """Return the list of this code. Raises KeyError."""
    return {one.code: one for one in checklists()}[code]
