"""A firm's short name for file names: without place and legal form, as people say it."""

import re

from enterprises.domain.file_names import DEVICES

# Longest first, so that 有限责任公司 is not left with a stray 有限责任.
LEGAL_FORMS = (
    "集团股份有限公司",
    "集团有限责任公司",
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "有限公司",
    "股份公司",
    "集团公司",
    "总公司",
    "公司",
    "厂",
)
AUTONOMOUS = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区")
PLACE_ENDINGS = ("省", "市", "自治州", "地区", "盟", "县", "区")
SHORTEST = 2
LONGEST = 40
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_UNSAFE = re.compile(r'[\\/:*?"<>|\s\x00-\x1f\x7f]+')


def short_name(name: str, places: tuple[str, ...] = ()) -> str:
    """Return the short name, the whole name where too little would be left.

    `places`: the names of province, city and county where the firm is (安徽省, 合肥市). Only these are
    dropped from the front, so that 上海滩 in a firm from elsewhere stays what it is.
    """
    short = _BRACKETS.sub("", name.strip())
    form = next((form for form in LEGAL_FORMS if short.endswith(form)), "")
    short = _enough(short.removesuffix(form), short)
    for place in places:
        for spelling in _spellings(place):
            if short.startswith(spelling):
                short = _enough(short.removeprefix(spelling), short)
                break
    return short or name.strip()


def for_file(text: str) -> str:
    """Return the text as part of a file name that every system allows."""
    safe = _UNSAFE.sub("_", "".join(c for c in text if c.isprintable())).strip("._ ")
    return f"_{safe}" if safe.casefold() in DEVICES else safe[:LONGEST]


def _enough(shorter: str, before: str) -> str:
    return shorter if len(shorter) >= SHORTEST else before


def _spellings(place: str) -> tuple[str, ...]:
    """Return the place's full name, then the name that is used without its kind: 合肥市, 合肥."""
    for ending in (*AUTONOMOUS, *PLACE_ENDINGS):
        if place.endswith(ending) and len(place) - len(ending) >= SHORTEST:
            return place, place.removesuffix(ending)
    return (place,)
