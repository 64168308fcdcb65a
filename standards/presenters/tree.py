"""A revision as a tree for its page: every part with its weight, what stands in it, what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from standards import models
from standards.domain.standard import DIMENSIONS, RULE, SCENES
from standards.services.arranging import PARENTS

Problems = Mapping[str, tuple[str, ...]]
# Where problems of a whole branch stand.
BRANCH_PLACES: Mapping[type[models.Part], str] = {
    models.Dimension: DIMENSIONS,
    models.SceneGroup: SCENES,
    models.Threshold: RULE,
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of part for templates, which would call the class itself."""

    part: type[models.Part]

    @property
    def name(self) -> str:
        return str(self.part._meta.model_name)

    @property
    def label(self) -> str:
        return str(self.part._meta.verbose_name)

    @property
    def stands_in(self) -> str:
        """Return the column that names what such a part stands in."""
        return PARENTS.get(self.part, "revision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One part. `page`: the part whose page changes it. `total`: of the weights in it, None if none have any.

    `best`: the total is the best answer's alone, not the sum.
    """

    row: Any
    code: str
    name: str
    place: str  # where problems find it
    page: Any
    inside: tuple["Node", ...] = ()
    holds: Kind | None = None  # what can be added in it
    total: Decimal | None = None
    best: bool = False
    problems: tuple[str, ...] = ()
    shown: bool = True
    within: bool = False  # something in it has a problem or was looked for

    @property
    def kind(self) -> str:
        return str(self.row._meta.model_name)

    @property
    def anchor(self) -> str:
        return f"{self.kind}-{self.row.pk}"

    @property
    def movable(self) -> bool:
        return type(self.row) in PARENTS

    @property
    def weighable(self) -> bool:
        return hasattr(self.row, "weight")


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """All parts of one kind that stand in the revision itself."""

    holds: Kind
    nodes: tuple[Node, ...]
    total: Decimal | None = None
    problems: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return BRANCH_PLACES.get(self.holds.part, self.holds.name)


def nodes_of(branches: Iterable[Branch]) -> Iterator[Node]:
    """Give all parts of the branches, each before what stands in it."""
    for branch in branches:
        yield from _walk(branch.nodes)


def _walk(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.inside)


# --- What is wrong, what is looked for --------------------------------------------------------


def marked(branches: Iterable[Branch], found: Problems) -> tuple[Branch, ...]:
    """Return the branches with the problems, in words by place, at the parts that they concern."""
    return tuple(
        replace(
            branch,
            problems=found.get(branch.anchor, ()),
            nodes=tuple(_marked(node, found) for node in branch.nodes),
        )
        for branch in branches
    )


def _marked(node: Node, found: Problems) -> Node:
    inside = tuple(_marked(one, found) for one in node.inside)
    within = any(one.problems or one.within for one in inside)
    return replace(node, inside=inside, problems=found.get(node.place, ()), within=node.within or within)


def looked_for(branches: Iterable[Branch], words: str) -> tuple[Branch, ...]:
    """Return the branches with only those parts shown that hold the words, and what they stand in."""
    return tuple(
        replace(branch, nodes=tuple(_looked_for(node, words.casefold()) for node in branch.nodes))
        for branch in branches
    )


def _looked_for(node: Node, words: str) -> Node:
    hit = words in f"{node.code} {node.name} {getattr(node.row, 'title_zh', '')}".casefold()
    inside = tuple(_looked_for(one, "" if hit else words) for one in node.inside)
    within = bool(words) and not hit and any(one.shown for one in inside)
    return replace(node, inside=inside, shown=hit or within, within=node.within or within)
