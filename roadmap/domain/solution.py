"""A small, quick, light and precise (小快轻准) product that serves some scenes or questions."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from editing.domain.texts import Text
from roadmap.domain.entries import Entry, Evidence, Kind


class Deployment(StrEnum):
    CLOUD = "cloud"
    ON_PREMISES = "on_premises"
    HYBRID = "hybrid"


class PriceModel(StrEnum):
    SUBSCRIPTION = "subscription"
    LICENCE = "licence"
    USAGE = "usage"
    PROJECT = "project"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution(Entry):
    kind: ClassVar[Kind] = Kind.SOLUTION

    name: Text
    provider: Text
    what: Text
    deployment: Deployment
    price_model: PriceModel
    price: Text | None = None  # in words, as the provider publishes it
    licence: str = ""  # of the source code, as its owner calls it
    contact: str = ""
    url: str = ""
    evidence: Evidence
    source: str
    scenes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
