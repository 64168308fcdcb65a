"""The transformation guide: what a firm does in each stage about leadership, data, money and the like.

Its texts are our own. A point that states a fact carries its source; the rest is our advice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from editing.domain.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    code: str  # names its place on a page, too
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something to do, or a fact that helps to do it. `source` None: our advice."""

    text: Text
    source: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do about a topic in a stage, and what to avoid."""

    topic: str
    pitfall: Text
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStage:
    """A stage under the code that it has on every roadmap."""

    code: str
    name: Text
    aim: Text
    advice: tuple[Advice, ...]  # a topic each, in the order of the guide's topics


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    topics: tuple[Topic, ...]
    stages: tuple[GuideStage, ...]

    def stage(self, code: str) -> GuideStage:
        """Return the stage with this code. Raises KeyError."""
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise KeyError(code)

    def chapters(self, stage: GuideStage) -> Iterator[tuple[Topic, Advice]]:
        """Yield each topic with what a stage says about it."""
        return zip(self.topics, stage.advice, strict=True)
