"""The standard that firms are rated by: an outline without problems. One that exists is sound."""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from standards.domain.standard.checks import problems
from standards.domain.standard.outline import Outline
from standards.domain.standard.problems import Problem


class InvalidStandard(ValueError):
    """A standard contradicts itself; the message names each place, `problems` says the same as values."""

    def __init__(self, found: Iterable[Problem]) -> None:
        self.problems = tuple(found)
        super().__init__("; ".join(map(str, self.problems)))


@dataclass(frozen=True, kw_only=True)
class Standard(Outline):
    """A revision of a standard, whole and sound. Raises InvalidStandard on construction."""

    def __post_init__(self) -> None:
        if found := problems(self):
            raise InvalidStandard(found)

    @classmethod
    def of(cls, outline: Outline) -> "Standard":
        """Return the outline as a standard. Raises InvalidStandard."""
        return cls(**{field.name: getattr(outline, field.name) for field in fields(outline)})
