"""Figures of one firm held against each other and against what is possible, by rules that are data.

A rule that is broken is an `Oddity`: a question to whoever filled in the figures, never a verdict. Only what
is `over` cannot be true, and is refused. Of values that are missing or zero nothing is said.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from enterprises.domain.data_files import read_data

FILE = Path(__file__).parent.parent / "data" / "plausibility.yaml"
TENTH = Decimal("0.1")
NOTHING = Decimal(0)


class RuleKind(StrEnum):
    """How values are held against each other. The first is `of`, the others are `to`."""

    APART = "apart"  # of two the larger is at least `limit` times the smaller
    FAR = "far"  # they differ by at least `limit`
    EACH = "each"  # more than `limit` of one for each of the other
    SCARCE = "scarce"  # less than `limit` of one for each of the other
    BELOW = "below"  # one is less than the others together, though it holds them
    UNDER = "under"  # below `limit`, as if written as a fraction or in a larger unit
    ABOVE = "above"  # above `limit`, as hardly any firm is
    OVER = "over"  # above `limit`: cannot be


# The value in question, the sum of those it is held against, and the limit.
IS_ODD: Mapping[RuleKind, Callable[[Decimal, Decimal, Decimal], bool]] = {
    RuleKind.APART: lambda value, other, limit: value >= limit * other or other >= limit * value,
    RuleKind.FAR: lambda value, others, limit: abs(value - others) >= limit,
    RuleKind.EACH: lambda value, others, limit: value > limit * others,
    RuleKind.SCARCE: lambda value, others, limit: value < limit * others,
    RuleKind.BELOW: lambda value, others, _limit: value < others,
    RuleKind.UNDER: lambda value, _others, limit: value < limit,
    RuleKind.ABOVE: lambda value, _others, limit: value > limit,
    RuleKind.OVER: lambda value, _others, limit: value > limit,
}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What is held against what. `limit`: a factor, a difference, a quotient or a bound, by the kind."""

    code: str
    kind: RuleKind
    of: str
    to: tuple[str, ...] = ()
    limit: Decimal = Decimal(0)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return (self.of, *self.to)

    @cached_property
    def asks(self) -> bool:
        """Return whether what it says might be true all the same."""
        return self.kind is not RuleKind.OVER

    @cached_property
    def is_odd(self) -> Callable[[Decimal, Decimal, Decimal], bool]:
        return IS_ODD[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """Values that hardly fit: the rule, and the values by name, the one in question first."""

    code: str
    kind: RuleKind
    values: tuple[tuple[str, Decimal], ...]
    limit: Decimal

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _value in self.values)

    @property
    def amount(self) -> Decimal:
        """Return the factor, difference or quotient that is odd, rounded to be shown, or the bound."""
        first, rest = self.values[0][1], sum((value for _name, value in self.values[1:]), NOTHING)
        match self.kind:
            case RuleKind.APART | RuleKind.EACH | RuleKind.SCARCE:
                return _shown(first / rest)
            case RuleKind.FAR:
                return abs(first - rest)
            case _:
                return self.limit

    @property
    def token(self) -> str:
        """Return what is confirmed: this rule with these values. Any other value makes another token."""
        text = ";".join(f"{name}={value.normalize():f}" for name, value in self.values)
        return f"{self.code}.{sha256(text.encode()).hexdigest()[:16]}"


def _shown(quotient: Decimal) -> Decimal:
    places = Decimal(1) if quotient >= 100 else TENTH if quotient >= 1 else TENTH**4
    return quotient.quantize(places, rounding=ROUND_HALF_UP)


def oddities(rules: Iterable[Rule], values: Mapping[str, Decimal]) -> tuple[Oddity, ...]:
    """Return what hardly fits, in the order of the rules, what cannot be included.

    What an earlier rule says of the same value, held against no more than these, is not said again; of a
    value that is in question already nothing is said of its size alone.
    """
    known = {name for name, value in values.items() if value > 0}
    said: list[tuple[str, frozenset[str]]] = []
    found: list[Oddity] = []
    for rule in rules:
        oddity = _held_against(rule, values) if known.issuperset(rule.names) else None
        if oddity and not any(
            of == rule.of and (not rule.to or names <= frozenset(rule.to)) for of, names in said
        ):
            found.append(oddity)
            said.append((rule.of, frozenset(rule.to)))
    return tuple(found)


def impossible(rules: Iterable[Rule], values: Mapping[str, Decimal]) -> tuple[Oddity, ...]:
    """Return what cannot be, whatever the firm says."""
    return oddities((rule for rule in rules if not rule.asks), values)


def askable(rules: Iterable[Rule], values: Mapping[str, Decimal]) -> tuple[Oddity, ...]:
    """Return what hardly fits, but might be true."""
    return oddities((rule for rule in rules if rule.asks), values)


def _held_against(rule: Rule, values: Mapping[str, Decimal]) -> Oddity | None:
    value, others = values[rule.of], sum([values[name] for name in rule.to], NOTHING)
    if not rule.is_odd(value, others, rule.limit):
        return None
    concerned = tuple((name, values[name]) for name in rule.names)
    if value < others and rule.kind is RuleKind.APART:  # the larger one is said first
        concerned = concerned[::-1]
    return Oddity(code=rule.code, kind=rule.kind, values=concerned, limit=rule.limit)


def read_rules(file: Path) -> tuple[Rule, ...]:
    """Return the rules of a data file. Raises KeyError, ValueError for one that is none."""
    return tuple(_rule(raw) for raw in read_data(file)["rules"])


def _rule(raw: Mapping[str, Any]) -> Rule:
    return Rule(
        code=raw["code"],
        kind=RuleKind(raw["kind"]),
        of=raw["of"],
        to=tuple(raw.get("to", ())),
        limit=Decimal(str(raw.get("limit", 0))),
    )


@lru_cache(maxsize=1)
def profile_rules() -> tuple[Rule, ...]:
    """Return the rules for what the profile itself says: employees, revenue, assets."""
    return read_rules(FILE)
