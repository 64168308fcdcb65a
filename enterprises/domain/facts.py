"""What a firm says of itself so that support can be found: asked once, kept in its profile.

A fact is unknown until the firm says yes or no, or which. What the profile's other fields say (region, trade,
size) is no fact in this sense.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from enterprises.domain.standing import Ownership


class Topic(StrEnum):
    """What can be asked. All but the first are answered by yes or no."""

    OWNERSHIP = "ownership"  # one of `Ownership`
    TAG = "tag"  # about: a `Tag`
    SUB_SECTOR = "sub_sector"  # about: the names of a city's list, the firm being in one of them
    PROGRAMME = "programme"  # about: the names of lists, the firm being on one of them
    PARK = "park"  # about: its name


YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """One thing to be asked."""

    topic: Topic
    about: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a firm has said."""

    values: Mapping[Fact, str] = field(default_factory=dict)

    def says(self, fact: Fact) -> bool | None:
        """Return the firm's yes or no, None where it has not said."""
        value = self.values.get(fact)
        return None if value is None else value == YES

    @property
    def rows(self) -> list[list[str]]:
        """All that was said as plain data: topic, about and value, in order."""
        return [[fact.topic.value, fact.about, self.values[fact]] for fact in sorted(self.values)]

    @classmethod
    def of_rows(cls, rows: Iterable[Iterable[str]]) -> "Facts":
        """Return what `rows` gave."""
        return cls({Fact(Topic(topic), about): value for topic, about, value in rows})

    @property
    def ownership(self) -> Ownership | None:
        value = self.values.get(Fact(Topic.OWNERSHIP))
        return None if value is None else Ownership(value)


def is_value(fact: Fact, value: str) -> bool:
    """Return whether a value answers a question: what a database may hold."""
    return value in (set(Ownership) if fact.topic is Topic.OWNERSHIP else (YES, NO))
