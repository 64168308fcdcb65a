"""Divisions of GB/T 4754-2017: names, and the search by trade words. Their sectors: `domain.sectors`."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent.parent / "data" / "divisions.yaml"


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
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A division found, and the trade words by which."""

    division: Division
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    sections: Mapping[str, Name]
    divisions: Mapping[str, Division]


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return _Table(
        sections={code: Name(**names) for code, names in data["sections"].items()},
        divisions={
            code: Division(
                code=code,
                section=entry["section"],
                name=Name(zh=entry["zh"], en=entry["en"]),
                words=tuple(entry["words"]),
            )
            for code, entry in data["divisions"].items()
        },
    )


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


def search(query: str, *, limit: int = 12) -> tuple[Match, ...]:
    """Return the divisions that fit a query, best first.

    Ordering: the code itself, an equal trade word or name, a part of the name, a part of a trade word; then
    the order of the standard. A query of several words must fit with each of them.
    """
    terms = unicodedata.normalize("NFKC", query).casefold().split()
    if not terms:
        return ()
    found = []
    for place, entry in enumerate(all_divisions()):
        ranks = [_rank(entry, term) for term in terms]
        if all(rank is not None for rank in ranks):
            words = tuple(word for word in entry.words if any(term in word.casefold() for term in terms))
            found.append(
                (max(rank for rank in ranks if rank is not None), place, Match(division=entry, words=words))
            )
    found.sort(key=lambda item: item[:2])
    return tuple(match for _rank_, _place, match in found[:limit])


def _rank(entry: Division, term: str) -> int | None:
    if term in (entry.code.casefold(), f"{entry.section}{entry.code}".casefold()):
        return 0
    words = [word.casefold() for word in entry.words]
    if term in words or term in (entry.name.zh, entry.name.en.casefold()):
        return 1
    if term in entry.name.zh or term in entry.name.en.casefold():
        return 2
    if any(term in word for word in words):
        return 3
    # People type more than the word: 汽车零部件厂, 塑料注塑加工.
    return 4 if any(len(word) > 1 and word in term for word in words) else None
