"""Places by GB/T 2260 code: province, city, county, from the table that python-stdnum ships.

A direct municipality has no city level: its districts stand where cities stand. Likewise cities and counties
directly under a province (济源, 仙桃, 石河子 …). Withdrawn codes can be read, not chosen.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
NAMED = re.compile(r"(?:\[([0-9]*)-([0-9]*)\])?([^\[\],]+)")
GROUPINGS = (
    "市辖区",
    "县",
    "市",
    "林区",
    "省直辖",
    "自治区直辖",
)  # headings of the table, no places of their own
# Listed as valid though withdrawn: 随州 has been 421300 since 2000, 神农架 429021.
MISTAKES = frozenset({"422921", "429001"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A place with its six-digit code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class _Table:
    valid: dict[str, str]
    withdrawn: dict[str, str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    valid: dict[str, str] = {}
    withdrawn: dict[str, str] = {}
    province = ""
    for line in files("stdnum.cn").joinpath("loc.dat").read_text(encoding="utf-8").splitlines():
        if head := re.match(r'(\d\d) province="', line):
            province = head[1]
        elif entry := re.match(r'\s+(\d{4}) county="(.*)"', line):
            code = province + entry[1]
            # The last name is the newest; an end year means that the code was withdrawn.
            _start, end, name = NAMED.findall(entry[2])[-1]
            (withdrawn if end or code in MISTAKES else valid)[code] = name
    return _Table(valid, withdrawn)


def _is_place(code: str, name: str) -> bool:
    if code.endswith("01") and name == "市辖区":
        return False
    return not (code.endswith("00") and not code.endswith("0000") and name.startswith(GROUPINGS))


def _chosen(matches: list[tuple[str, str]]) -> tuple[Region, ...]:
    return tuple(Region(code=code, name=name) for code, name in matches if _is_place(code, name))


def provinces() -> tuple[Region, ...]:
    """Return the 34 provinces, in order of code."""
    return _chosen([(code, name) for code, name in _table().valid.items() if code.endswith("0000")])


def _directly_under(code: str) -> bool:
    """Say whether a county-level code stands at the level of cities."""
    heading = _table().valid.get(code[:4] + "00", "")
    return code[:2] in MUNICIPALITIES or not _is_place(code[:4] + "00", heading)


@lru_cache(maxsize=64)
def cities(province: str) -> tuple[Region, ...]:
    """Return the cities of a province, and the districts and counties directly under it."""
    return _chosen(
        [
            (code, name)
            for code, name in _table().valid.items()
            if code[:2] == province[:2]
            and not code.endswith("0000")
            and (code.endswith("00") or _directly_under(code))
        ]
    )


@lru_cache(maxsize=512)
def counties(city: str) -> tuple[Region, ...]:
    """Return the counties of a city; none where there is no such level."""
    if not city.endswith("00") or city.endswith("0000"):
        return ()
    return _chosen(
        [
            (code, name)
            for code, name in _table().valid.items()
            if code[:4] == city[:4] and not code.endswith("00") and not _directly_under(code)
        ]
    )


def is_valid(code: str) -> bool:
    """Say whether a firm can be there: a county, a city, or a province that lists no cities (港澳台)."""
    return is_place(code) and (not code.endswith("0000") or not cities(code))


def is_place(code: str) -> bool:
    """Say whether a code is that of a province, city or county today."""
    name = _table().valid.get(code)
    return name is not None and _is_place(code, name)


def prefix(code: str) -> str:
    """Return the digits that the codes of all places within a province, city or county begin with."""
    return code.removesuffix("00").removesuffix("00")


def split(code: str) -> tuple[str, str, str]:
    """Return province, city and county codes that lead to a place; empty where a level is not given.

    An unknown or withdrawn code leads as far as it still does: prefilling from old codes stays useful.
    """
    valid = _table().valid
    province = code[:2] + "0000"
    if len(code) != 6 or province not in valid:
        return "", "", ""
    found = {region.code for region in cities(province)}
    if code in found:
        return province, code, ""
    city = code[:4] + "00"
    if city not in found:
        return province, "", ""
    return province, city, code if any(region.code == code for region in counties(city)) else ""


def full_name(code: str) -> str:
    """Return the name with the levels above, as 安徽省安庆市桐城市; for an unknown code the code itself."""
    table = _table()
    names = []
    for level in dict.fromkeys((code[:2] + "0000", code[:4] + "00", code)):
        name = table.valid.get(level) or table.withdrawn.get(level)
        if name and (_is_place(level, name) or level == code):
            names.append(name)
    return "".join(names) or code
