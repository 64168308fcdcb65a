"""What of a firm's figures hardly fits, and what was confirmed of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from enterprises.domain.data_files import read_data
from enterprises.domain.plausibility import Oddity, Rule, askable, impossible, profile_rules, read_rules

FILE = Path(__file__).parent.parent / "data" / "plausibility.yaml"
PROFILE = "profile."  # begins the names of what the profile says


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """Who stands by values that hardly fit, and since when. `token`: the rule with the values."""

    token: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Values that hardly fit, and the confirmation of these very values, None while there is none."""

    oddity: Oddity
    confirmation: Confirmation | None = None


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the rules for figures, the profile among them."""
    return read_rules(FILE)


@lru_cache(maxsize=1)
def same_in_profile() -> Mapping[str, str]:
    """Map figures to the field of the profile that asks for the same."""
    same: dict[str, str] = read_data(FILE)["same"]
    return same


def asked(
    figures: Mapping[str, Decimal], profile: Mapping[str, Decimal], confirmed: Mapping[str, Confirmation]
) -> tuple[Asked, ...]:
    """Return what hardly fits of these figures, each with its confirmation. `confirmed`: by rule."""
    values = {**figures, **{f"{PROFILE}{name}": value for name, value in profile.items()}}
    return tuple(
        Asked(oddity=oddity, confirmation=_of_these(oddity, confirmed.get(oddity.code)))
        for oddity in askable(rules(), values)
    )


def unasked(figures: Mapping[str, Decimal], profile: Mapping[str, Decimal]) -> tuple[Oddity, ...]:
    """Return all that hardly fits where nobody can be asked, as in a file: within the profile too."""
    within = (
        replace(odd, values=tuple((f"{PROFILE}{name}", value) for name, value in odd.values))
        for odd in askable(profile_rules(), profile)
    )
    return (*within, *(one.oddity for one in asked(figures, profile, {})))


def _of_these(oddity: Oddity, confirmation: Confirmation | None) -> Confirmation | None:
    return confirmation if confirmation and confirmation.token == oddity.token else None


def first_impossible(figures: Mapping[str, Decimal]) -> Oddity | None:
    """Return the first figure that cannot be, None where each may be true."""
    return next(iter(impossible(rules(), figures)), None)
