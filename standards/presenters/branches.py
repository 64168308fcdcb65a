"""The rows of a revision read into its tree, by a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from standards import models
from standards.domain.standard import RULE, QuestionKind
from standards.presenters.tree import Branch, Kind, Node


def read_tree(
    revision: models.Revision, weights: Mapping[str, Decimal | None] = MappingProxyType({})
) -> tuple[Branch, ...]:
    """Return the branches of a revision, by a fixed number of queries.

    `weights`: by anchor, what a person typed and has not saved; sums are of these.
    """
    parts = {kind: _parts(kind, revision, weights) for kind in KINDS}
    scored = _scored(parts)
    scenes = _scenes(parts)
    weighed = [row.weight for row in parts[models.Scene] if row.weight is not None]
    return (
        Branch(holds=Kind(models.Dimension), nodes=scored, total=_sum(node.row.weight for node in scored)),
        Branch(holds=Kind(models.SceneGroup), nodes=scenes, total=_sum(weighed) if weighed else None),
        Branch(
            holds=Kind(models.Threshold),
            nodes=tuple(
                _node(row, name=row.name_zh, code=str(row.position), place=f"{RULE}.{row.position}")
                for row in parts[models.Threshold]
            ),
        ),
        Branch(
            holds=Kind(models.Figure),
            nodes=tuple(_node(row, name=row.label_zh) for row in parts[models.Figure]),
        ),
        Branch(holds=Kind(models.Variant), nodes=tuple(_node(row) for row in parts[models.Variant])),
        Branch(
            holds=Kind(models.Term),
            nodes=tuple(
                _node(row, name=row.word_zh, code="", place=row.word_zh) for row in parts[models.Term]
            ),
        ),
        Branch(
            holds=Kind(models.NotApplicableReason),
            nodes=tuple(_node(row) for row in parts[models.NotApplicableReason]),
        ),
    )


KINDS: tuple[type[models.Part], ...] = (
    models.Dimension,
    models.Group,
    models.Question,
    models.Option,
    models.SceneGroup,
    models.Scene,
    models.SceneLevel,
    models.Threshold,
    models.Figure,
    models.Variant,
    models.Term,
    models.NotApplicableReason,
)


def _parts(kind: type[models.Part], revision: models.Revision, weights: Mapping[str, Any]) -> list[Any]:
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


def _scored(parts: Mapping[type[models.Part], list[Any]]) -> tuple[Node, ...]:
    groups = _by(parts[models.Group], "dimension")
    questions = _by(parts[models.Question], "group")
    options = _by(parts[models.Option], "question")
    return tuple(
        _adding(
            dimension,
            models.Group,
            (
                _adding(
                    group,
                    models.Question,
                    (_question(question, options[question.pk]) for question in questions[group.pk]),
                )
                for group in groups[dimension.pk]
            ),
        )
        for dimension in parts[models.Dimension]
    )


def _question(row: models.Question, options: list[models.Option]) -> Node:
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


def _scenes(parts: Mapping[type[models.Part], list[Any]]) -> tuple[Node, ...]:
    scenes = _by(parts[models.Scene], "group")
    levels = _by(parts[models.SceneLevel], "scene")
    return tuple(
        _node(
            group,
            holds=Kind(models.Scene),
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
        for group in parts[models.SceneGroup]
    )


def _adding(row: Any, holds: type[models.Part], inside: Iterable[Node]) -> Node:
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
