"""Units that stand beside numbers: which mean the same, and which can be converted into one another."""

import re
from dataclasses import dataclass
from decimal import Decimal

MULTIPLIERS = {
    "百": Decimal(10) ** 2,
    "千": Decimal(10) ** 3,
    "万": Decimal(10) ** 4,
    "十万": Decimal(10) ** 5,
    "百万": Decimal(10) ** 6,
    "千万": Decimal(10) ** 7,
    "亿": Decimal(10) ** 8,
    "十亿": Decimal(10) ** 9,
    "百亿": Decimal(10) ** 10,
    "千亿": Decimal(10) ** 11,
    "万亿": Decimal(10) ** 12,
}
ONE = Decimal(1)
# By what is measured: the words for it, and how much of it each means.
WORDS: dict[str, dict[str, Decimal]] = {
    "yuan": dict.fromkeys(
        (
            "元",
            "元整",
            "圆",
            "圆整",
            "块",
            "块钱",
            "元人民币",
            "人民币",
            "人民币元",
            "¥",
            "rmb",
            "cny",
            "yuan",
        ),
        ONE,
    ),
    "people": dict.fromkeys(("人", "名", "位", "个人", "people", "persons", "person", "employees"), ONE),
    "machines": dict.fromkeys(("台", "台套", "台/套", "台(套)", "machines", "machine"), ONE),
    "percent": dict.fromkeys(("%", "percent", "per cent"), ONE) | {"‰": Decimal("0.1")},
    "months": dict.fromkeys(("个月", "月", "months", "month"), ONE) | {"年": Decimal(12)},
    "coal": dict.fromkeys(("吨标准煤", "吨标煤", "tce"), ONE)
    | dict.fromkeys(("千克标准煤", "公斤标准煤", "千克标煤", "公斤标煤", "kgce"), Decimal("0.001")),
} | {
    # Known, so that they are called units; nothing is converted into them.
    name: {name: ONE}
    for name in (
        *("套", "件", "个", "只", "条", "辆", "批", "次", "家", "户", "吨", "千克", "公斤", "米", "平方米"),
        *("天", "日", "周", "小时", "分钟", "度", "千瓦时", "kwh", "倍", "分", "个百分点", "℃"),
        *("$", "€", "£", "美元", "港元", "港币", "欧元", "日元", "usd"),
    )
}
MEANINGS = {name: (base, factor) for base, names in WORDS.items() for name, factor in names.items()}
MOST_DIGITS = 20  # of a number that is converted: all of it is exact
_MULTIPLIED = re.compile(f"({'|'.join(sorted(MULTIPLIERS, key=len, reverse=True))})?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is measured, and how much of it one means; `base` is empty for a multiplier alone (万, 亿)."""

    base: str
    factor: Decimal


def unit_of(text: str) -> Unit | None:
    """Return the unit that a text names, None where it names none that is known."""
    text = bare(text).lower()
    if text in MEANINGS:
        return Unit(*MEANINGS[text])
    found = _MULTIPLIED.fullmatch(text)
    if found is None or not found[1]:
        return None
    if not found[2]:
        return Unit("", MULTIPLIERS[found[1]])
    base, factor = MEANINGS.get(found[2], ("", ONE))
    return Unit(base, factor * MULTIPLIERS[found[1]]) if base else None


def bare(text: str) -> str:
    """Return a unit without blanks, brackets around it and a full stop behind it."""
    text = re.sub(r"\s", "", text).removesuffix(".")
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def is_own(given: str, *units: str) -> bool:
    """Return whether a unit is one of these in any spelling; 万 alone is 万元 where amounts are in 万元."""
    meant = unit_of(given)
    for unit in filter(None, units):
        own = unit_of(unit)
        if bare(given).lower() == bare(unit).lower() or (meant and own and own == meant):
            return True
        if meant and own and not meant.base and own.factor == meant.factor:
            return True
    return False


def converted(number: Decimal, given: str, unit: str) -> Decimal | None:
    """Return a number given in one unit in another, None where that cannot be done exactly."""
    meant, own = unit_of(given), unit_of(unit)
    if meant is None or own is None or meant.base not in ("", own.base):
        return None
    if len(number.as_tuple().digits) > MOST_DIGITS:
        return None
    return number * meant.factor / own.factor
