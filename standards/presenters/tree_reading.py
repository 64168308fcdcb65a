"""The rows of a revision read into its tree, by a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from standards import models as rows
from standards.domain.standard import RULE, QuestionKind
from standards.presenters.tree import Branch, Kind, Node


def read_tree(
    revision: rows.Revision, weights: Mapping[str, Decimal | None] = MappingProxyType({})
) -> tuple[Branch, ...]:
    """Return the branches of a revision, by a fixed number of queries.

    `weights`: by anchor, what a person typed and has not saved; sums are of these.
    """
    parts = {kind: _parts(kind, revision, weights) for kind in KINDS}
    scored = _scored(parts)
    scenes = _scenes(parts)
    weighed = [row.weight for row in parts[rows.Scene] if row.weight is not None]
    return (
        Branch(holds=Kind(rows.Dimension), nodes=scored, total=_sum(node.row.weight for node in scored)),
        Branch(holds=Kind(rows.SceneGroup), nodes=scenes, total=_sum(weighed) if weighed else None),
        Branch(
            holds=Kind(rows.Threshold),
            nodes=tuple(
                _node(row, name=row.name_zh, code=str(row.position), place=f"{RULE}.{row.position}")
                for row in parts[rows.Threshold]
            ),
        ),
        Branch(
            holds=Kind(rows.Figure), nodes=tuple(_node(row, name=row.label_zh) for row in parts[rows.Figure])
        ),
        Branch(holds=Kind(rows.Variant), nodes=tuple(_node(row) for row in parts[rows.Variant])),
        Branch(
            holds=Kind(rows.Term),
            nodes=tuple(_node(row, name=row.word_zh, code="", place=row.word_zh) for row in parts[rows.Term]),
        ),
        Branch(
            holds=Kind(rows.NotApplicableReason),
            nodes=tuple(_node(row) for row in parts[rows.NotApplicableReason]),
        ),
    )


KINDS: tuple[type[rows.Part], ...] = (
    rows.Dimension,
    rows.Group,
    rows.Question,
    rows.Option,
    rows.SceneGroup,
    rows.Scene,
    rows.SceneLevel,
    rows.Threshold,
    rows.Figure,
    rows.Variant,
    rows.Term,
    rows.NotApplicableReason,
)


def _parts(kind: type[rows.Part], revision: rows.Revision, weights: Mapping[str, Any]) -> list[Any]:
    found: list[Any] = list(kind._default_manager.filter(revision=revision).order_by("position", "pk"))
    for row in found:
        anchor = f"{kind._meta.model_name}-{row.pk}"
        if anchor in weights:
            row.weight = weights[anchor]
    return found


def _by(found: Iterable[Any], parent: str) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in found:
        grouped[getattr(row, f"{parent}_id")].append(row)
    return grouped


def _scored(parts: Mapping[type[rows.Part], list[Any]]) -> tuple[Node, ...]:
    groups = _by(parts[rows.Group], "dimension")
    questions = _by(parts[rows.Question], "group")
    options = _by(parts[rows.Option], "question")
    return tuple(
        _adding(
            dimension,
            rows.Group,
            (
                _adding(
                    group,
                    rows.Question,
                    (_question(question, options[question.pk]) for question in questions[group.pk]),
                )
                for group in groups[dimension.pk]
            ),
        )
        for dimension in parts[rows.Dimension]
    )


def _question(row: rows.Question, options: list[rows.Option]) -> Node:
    weights = [option.weight for option in options]
    several = row.kind == QuestionKind.MULTI
    nodes = (
        _node(one, name=one.text_zh, code=one.key, place=f"{row.code}.{one.key}", page=row) for one in options
    )
    return _node(
        row,
        inside=tuple(nodes),
        total=_sum(weights) if several else max((w for w in weights if w is not None), default=None),
        best=not several,
    )


def _scenes(parts: Mapping[type[rows.Part], list[Any]]) -> tuple[Node, ...]:
    scenes = _by(parts[rows.Scene], "group")
    levels = _by(parts[rows.SceneLevel], "scene")
    return tuple(
        _node(
            group,
            holds=Kind(rows.Scene),
            inside=tuple(
                _node(
                    scene,
                    inside=tuple(
                        _node(
                            level,
                            name=level.text_zh,
                            code=str(level.position),
                            place=f"{scene.code}.{level.position}",
                            page=scene,
                        )
                        for level in levels[scene.pk]
                    ),
                )
                for scene in scenes[group.pk]
            ),
        )
        for group in parts[rows.SceneGroup]
    )


def _adding(row: Any, holds: type[rows.Part], inside: Iterable[Node]) -> Node:
    nodes = tuple(inside)
    return _node(row, holds=Kind(holds), inside=nodes, total=_sum(node.row.weight for node in nodes))


def _node(row: Any, **given: Any) -> Node:
    """Return the node of a row: by its code and name, and changed on its own page unless others are given."""
    if "code" not in given:
        given["code"] = row.code
    if "name" not in given:
        given["name"] = row.name_zh
    return Node(row=row, **{"place": given["code"], "page": row, **given})


def _sum(weights: Iterable[Decimal | None]) -> Decimal | None:
    known = [weight for weight in weights if weight is not None]
    return sum(known, Decimal(0)) if known else None
