"""Divisions, groups and classes of GB/T 4754-2017: names and what lies where.

The search for them is `domain.trade_search`; the sectors of divisions and classes: `domain.sectors`.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from enterprises.domain.data_files import read_data

DATA = Path(__file__).parent.parent / "data"
FILE = DATA / "divisions.yaml"
CLASSES = DATA / "classes.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in both languages; where English is missing, Chinese stands for it."""

    zh: str
    en: str = ""

    def plain(self, language: str) -> str:
        """Return the English name for English, else the Chinese one."""
        return self.en if self.en and language.startswith("en") else self.zh


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A division, or a group that the size rule tells apart."""

    code: str
    section: str
    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustryClass:
    """A class (小类, four digits) or group (中类, three). The standard names them in Chinese only."""

    code: str
    name: str
    division: str  # the code of ours: of 7010 and 7020 that is K701 and K702

    @property
    def is_class(self) -> bool:
        return len(self.code) == 4


@dataclass(frozen=True, slots=True)
class _Table:
    sections: Mapping[str, Name]
    divisions: Mapping[str, Division]
    classes: Mapping[str, IndustryClass]  # and groups, in the order of their codes


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = read_data(FILE)
    divisions = {
        code: Division(code=code, section=entry["section"], name=Name(zh=entry["zh"], en=entry["en"]))
        for code, entry in data["divisions"].items()
    }
    lines = CLASSES.read_text(encoding="utf-8").splitlines()
    classes = {
        row["code"]: IndustryClass(
            code=row["code"], name=row["name"], division=_division_of(row["code"], divisions)
        )
        for row in csv.DictReader(line for line in lines if not line.startswith("#"))
    }
    return _Table({code: Name(**names) for code, names in data["sections"].items()}, divisions, classes)


def _division_of(code: str, divisions: Mapping[str, Division]) -> str:
    division = divisions[code[:2]]
    told_apart = division.section + code[:3]
    return told_apart if told_apart in divisions else division.code


def all_divisions() -> tuple[Division, ...]:
    """Return all divisions in the order of the standard."""
    return tuple(_table().divisions.values())


def sections() -> Mapping[str, Name]:
    """Return the names of the sections A to T."""
    return _table().sections


def is_known(code: str) -> bool:
    """Say whether there is such a division."""
    return code in _table().divisions


def division(code: str) -> Division:
    """Return a division by its code.

    Raises:
        KeyError: there is none.
    """
    return _table().divisions[code]


def division_of(trade: str) -> str:
    """Return the division of a class; anything else is returned as it is."""
    return _table().classes[trade].division if is_class(trade) else trade


def groups_and_classes() -> tuple[IndustryClass, ...]:
    """Return all groups and classes in the order of their codes."""
    return tuple(_table().classes.values())


def is_class(code: str) -> bool:
    """Say whether there is such a class; groups are none."""
    return len(code) == 4 and code in _table().classes


def industry_class(code: str) -> IndustryClass:
    """Return a class or group by its code.

    Raises:
        KeyError: there is none.
    """
    return _table().classes[code]


@lru_cache(maxsize=128)
def classes_of(division: str) -> tuple[IndustryClass, ...]:
    """Return the classes of a division, without its groups."""
    return tuple(one for one in groups_and_classes() if one.is_class and one.division == division)
