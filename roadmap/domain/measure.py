"""A measure: what to do in a stage, in the words of the trade, and what it raises."""

from dataclasses import dataclass
from typing import Any, ClassVar

from editing.domain.texts import Text
from roadmap.domain.entries import Entry, Estimate, Evidence, Kind
from standards.domain.standard import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneStep:
    """A scene that the measure brings from one level to another."""

    scene: str
    from_level: int  # it helps from here
    to_level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionStep:
    """A question that can be answered with this option once the measure is done."""

    question: str
    option: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Entry):
    kind: ClassVar[Kind] = Kind.MEASURE

    sector: str = ""  # empty: for every sector
    stage: str
    order: int  # among the measures of its stage
    title: Text
    how: Text
    done_when: Text | None = None  # by what anybody can see that it is done
    proof: Text | None = None  # what an assessor would ask to see
    effect: Text | None = None  # what may be expected of it; None: nothing reliable is known
    evidence: Evidence
    source: Text | None = None
    prerequisites: tuple[str, ...] = ()  # codes of measures that come before
    steps: tuple[SceneStep, ...] = ()
    options: tuple[OptionStep, ...] = ()
    costs: tuple[Estimate, ...] = ()  # a size without one has no estimate
    systems: tuple[Text, ...] = ()  # typical kinds of software

    @property
    def sort_key(self) -> tuple[Any, ...]:
        return (self.sector, self.stage, self.order, self.code)

    @property
    def scenes(self) -> tuple[str, ...]:
        """The scenes that the measure serves."""
        return tuple(dict.fromkeys(step.scene for step in self.steps))

    def fits(self, standard: Standard) -> bool:
        """Return whether the standard has the scenes, levels and options that this measure raises."""
        options = {
            (question.code, option.key) for question in standard.questions for option in question.options
        }
        return (
            set(self.scenes) <= standard.scene_by_code.keys()
            and all(step.to_level <= standard.rule.top for step in self.steps)
            and all((given.question, given.option) in options for given in self.options)
        )

    def serves(self, sector: str) -> bool:
        """Return whether the measure is one for this sector."""
        return self.sector in ("", sector)
