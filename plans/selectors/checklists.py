"""The lists of what authorities ask for, read once from the file of the same name."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from editing.domain.schema import read_file
from plans.domain.acceptance import Checklist

FILE = Path(__file__).parent.parent / "data" / "checklists.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    checklists: tuple[Checklist, ...]


@cache
def checklists() -> tuple[Checklist, ...]:
    """Return all lists, in the order of the file. Raises ExchangeError naming the path or line."""
    return read_file(_File, FILE).checklists


def checklist(code: str) -> Checklist:
    """Return the list of this code. Raises KeyError."""
    return {one.code: one for one in checklists()}[code]
