"""The size class of an enterprise: large, medium, small or micro, by industry, by the newest rule.

Source: 工信部联企业〔2011〕300号; limits in `enterprises/data/size_thresholds.yaml`. Large, medium and
small must reach every lower limit of the industry, otherwise the next class down holds. A missing figure
gives unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from enterprises.domain.data_files import read_data

FILE = Path(__file__).parent.parent / "data" / "size_thresholds.yaml"
FIGURES = ("employees", "revenue", "assets")


class SizeClass(StrEnum):
    """Ordered from large to micro; unknown is no size."""

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"
    MICRO = "micro"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Industry:
    """An industry of the rule with its lower limits by figure: (large, medium, small)."""

    key: str
    zh: str
    en: str
    limits: Mapping[str, tuple[Decimal, Decimal, Decimal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, as its document lays it down."""

    document: str
    industries: Mapping[str, Industry]
    by_division: Mapping[str, str]
    outside: frozenset[str]

    def industry(self, division: str) -> Industry | None:
        """Return the industry a division belongs to, None where the rule does not apply."""
        if division in self.outside:
            return None
        return self.industries[self.by_division.get(division, "other")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizing:
    """A size class and how it came about. `missing` names the figures that are needed and not there."""

    size: SizeClass
    rule: Rule
    industry: Industry | None
    missing: tuple[str, ...]


def _limits(entry: list[int]) -> tuple[Decimal, Decimal, Decimal]:
    large, medium, small = map(Decimal, entry)
    return large, medium, small


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return all rules, oldest first."""
    return tuple(
        Rule(
            document=entry["document"],
            industries={
                key: Industry(
                    key=key,
                    zh=data["zh"],
                    en=data["en"],
                    limits={name: _limits(data[name]) for name in FIGURES if name in data},
                )
                for key, data in entry["industries"].items()
            },
            by_division={
                division: key for key, data in entry["industries"].items() for division in data["divisions"]
            },
            outside=frozenset(entry["outside"]),
        )
        for entry in read_data(FILE)
    )


def sizing(
    division: str,
    employees: int | Decimal | None,
    revenue: Decimal | int | None,
    assets: Decimal | int | None,
) -> Sizing:
    """Return the size class by the newest rule, with its reason.

    Units: employees in persons, revenue and assets in 万元. Missing values: any needed figure that is None
    gives unknown, never micro. Compared exactly, limits included.
    """
    rule = rules()[-1]
    industry = rule.industry(division) if division else None
    if industry is None:
        return Sizing(size=SizeClass.UNKNOWN, rule=rule, industry=None, missing=())
    given = dict(zip(FIGURES, (employees, revenue, assets), strict=True))
    figures = {name: given[name] for name in industry.limits}
    missing = tuple(name for name, value in figures.items() if value is None)
    size = SizeClass.UNKNOWN if missing else SizeClass.MICRO
    if not missing:
        for place, candidate in enumerate((SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL)):
            if all(
                value is not None and value >= industry.limits[name][place] for name, value in figures.items()
            ):
                size = candidate
                break
    return Sizing(size=size, rule=rule, industry=industry, missing=missing)


def size_class(
    division: str,
    employees: int | Decimal | None,
    revenue: Decimal | int | None,
    assets: Decimal | int | None,
) -> SizeClass:
    """Return the size class alone; see `sizing`."""
    return sizing(division, employees, revenue, assets).size
