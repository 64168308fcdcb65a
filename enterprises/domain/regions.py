"""Places by GB/T 2260 code: province, city, county, from `data/regions.csv` (made by `tools/regions.py`).

A direct municipality has no city level: its districts stand where cities stand. Likewise cities and counties
directly under a province (济源, 仙桃, 石河子 …). Withdrawn codes can be read and lead to what came after
them; they cannot be chosen.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "regions.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A place with its six-digit code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class _Withdrawn:
    name: str
    successors: tuple[str, ...]  # places of today; several: it was divided


@dataclass(frozen=True, slots=True)
class _Table:
    valid: Mapping[str, str]
    withdrawn: Mapping[str, _Withdrawn]


@lru_cache(maxsize=1)
def _table() -> _Table:
    valid: dict[str, str] = {}
    withdrawn: dict[str, _Withdrawn] = {}
    lines = FILE.read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        if row["ended"]:
            withdrawn[row["code"]] = _Withdrawn(row["name"], tuple(row["successors"].split()))
        else:
            valid[row["code"]] = row["name"]
    return _Table(valid, withdrawn)


def _chosen(codes: Iterable[str]) -> tuple[Region, ...]:
    valid = _table().valid
    return tuple(Region(code=code, name=valid[code]) for code in codes)


def _province(code: str) -> str:
    return code[:2] + "0000"


def _city(code: str) -> str:
    return code[:4] + "00"


@lru_cache(maxsize=1)
def provinces() -> tuple[Region, ...]:
    """Return the 34 provinces, in order of code."""
    return _chosen(code for code in _table().valid if code == _province(code))


@lru_cache(maxsize=64)
def cities(province: str) -> tuple[Region, ...]:
    """Return the cities of a province, and the districts and counties directly under it."""
    valid = _table().valid
    return _chosen(
        code
        for code in valid
        if _province(code) == _province(province) != code
        and (code == _city(code) or _city(code) not in valid)
    )


@lru_cache(maxsize=512)
def counties(city: str) -> tuple[Region, ...]:
    """Return the counties of a city; none where there is no such level."""
    valid = _table().valid
    if city not in valid or city == _province(city):
        return ()
    return _chosen(code for code in valid if _city(code) == city != code)


def is_valid(code: str) -> bool:
    """Say whether a firm can be there: a county, a city, or a province that lists no cities (港澳台)."""
    return is_place(code) and (code != _province(code) or not cities(code))


def is_place(code: str) -> bool:
    """Say whether a code is that of a province, city or county today."""
    return code in _table().valid


def is_listed(code: str) -> bool:
    """Say whether a code is or once was that of a place."""
    return is_place(code) or code in _table().withdrawn


def prefix(code: str) -> str:
    """Return the digits that the codes of all places within a province, city or county begin with."""
    return code.removesuffix("00").removesuffix("00")


def lies_within(code: str, other: str) -> bool:
    """Say whether a place lies within another or is the same, by the codes given and by those of today.

    An empty code is the whole country. A withdrawn place that was divided stands for itself alone.
    """
    return any(prefix(one).startswith(digits) for one in (code, current(code)) for digits in _digits(other))


@lru_cache(maxsize=512)
def beginnings(place: str) -> tuple[str, ...]:
    """Return what the listed codes begin with that lie within a place, as `lies_within` says: for queries.

    Besides the place's own digits these are the whole codes of withdrawn places that became a part of it.
    """
    own = _digits(place)
    withdrawn = (code for code in _table().withdrawn if not code.startswith(own))
    return (*own, *(code for code in withdrawn if lies_within(code, place)))


def whole_codes(digits: str) -> tuple[str, ...]:
    """Return all codes, listed or not, that can begin with the digits of a city or a county.

    Of a province none: they would be ten thousand.
    """
    if len(digits) == 4:
        return tuple(f"{digits}{county:02}" for county in range(100))
    return (digits,) if len(digits) == 6 else ()


def _digits(place: str) -> tuple[str, ...]:
    """Return what the codes within a place begin with; of a withdrawn one, today's too if as large."""
    there = current(place)
    same_level = len(prefix(there)) == len(prefix(place))
    return tuple(dict.fromkeys((prefix(place), prefix(there)))) if same_level else (prefix(place),)


@lru_cache(maxsize=8192)  # more than there are withdrawn codes
def current(code: str) -> str:
    """Return the code of today's place: the code itself, or what a withdrawn one leads to.

    Where it was divided, that is the city or province that holds all its parts. A code that no list has leads
    to the city and province that its digits name: functional areas register firms under codes of their own.
    Empty where nothing is known.
    """
    if is_place(code):
        return code
    if code in _table().withdrawn:
        return _holding(_table().withdrawn[code].successors) or current(_province(code))
    above = _city(code) if code != _city(code) else _province(code)
    return current(above) if len(code) == 6 and above != code else ""


def _holding(codes: Iterable[str]) -> str:
    """Return the smallest place that holds all of them; empty if there is none."""
    for level in (str, _city, _province):
        if len(held := {level(code) for code in codes}) == 1 and is_place(place := held.pop()):
            return place
    return ""


def split(code: str) -> tuple[str, str, str]:
    """Return province, city and county codes that lead to a place; empty where a level is not given.

    An old or unknown code leads as far as `current` does: prefilling from it stays useful.
    """
    place = current(code)
    if not place or place == _province(place):
        return place, "", ""
    if _city(place) == place or not is_place(_city(place)):
        return _province(place), place, ""
    return _province(place), _city(place), place


def full_name(code: str) -> str:
    """Return the name with the levels above, as 安徽省安庆市桐城市; for an unknown code the code itself."""
    table = _table()
    names = []
    for level in dict.fromkeys((_province(code), _city(code), code)):
        if level in table.valid:
            names.append(table.valid[level])
        elif level in table.withdrawn:
            names.append(table.withdrawn[level].name)
    return "".join(names) or code
