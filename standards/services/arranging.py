"""The parts of a draft in their order, and the weights of several of them at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from editing.services.history import save
from editing.services.syncing import set_aside
from enterprises.models import User
from standards import models
from standards.services.drafts import lock_draft

# What a part stands in and is ordered within. The place of a level is the level itself, so it has no order.
PARENTS: Mapping[type[models.Part], str] = {
    models.Dimension: "revision",
    models.Group: "dimension",
    models.Question: "group",
    models.Option: "question",
    models.SceneGroup: "revision",
    models.Scene: "group",
    models.TypicalSystem: "scene",
    models.Figure: "revision",
    models.Variant: "revision",
    models.Term: "revision",
    models.NotApplicableReason: "revision",
}
WEIGHTED: tuple[type[models.Part], ...] = (
    models.Dimension,
    models.Group,
    models.Question,
    models.Option,
    models.Scene,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightEdit:
    """A weight that a person changed: what the page showed, and what it shall be. None: no weight."""

    part: type[models.Part]
    pk: int
    seen: Decimal | None
    wanted: Decimal | None


class StaleWeights(Exception):
    """Somebody else changed some of the weights since they were shown; `rows` are those as they are now."""

    def __init__(self, stale: tuple[models.Part, ...]) -> None:
        super().__init__(", ".join(str(row) for row in stale))
        self.rows = stale


@transaction.atomic
def set_weights(
    *, revision: models.Revision, edits: Iterable[WeightEdit], by: User | None, at: datetime
) -> int:
    """Write the weights of parts of a draft, all or none, and return how many.

    A part that is gone meanwhile is left out. Raises RefusedChange if it is no draft, and StaleWeights where
    a weight is neither what was seen nor what is wanted.
    """
    draft = lock_draft(revision)
    wanted = {(edit.part, edit.pk): edit for edit in edits}
    found = [(row, wanted[type(row), row.pk]) for row in _rows(draft, wanted)]
    stale = tuple(row for row, edit in found if row.weight not in (edit.seen, edit.wanted))
    if stale:
        raise StaleWeights(stale)
    changed = [(row, edit) for row, edit in found if row.weight != edit.wanted]
    for row, edit in changed:
        row.weight = edit.wanted
        save(row, by=by, at=at)
    return len(changed)


def _rows(draft: models.Revision, keys: Iterable[tuple[type[models.Part], int]]) -> list[Any]:
    """Return the weighted parts of the draft with these keys, a query for each table that occurs."""
    by_part: dict[type[models.Part], list[int]] = {}
    for part, pk in keys:
        by_part.setdefault(part, []).append(pk)
    return [
        row
        for part in WEIGHTED
        if part in by_part
        for row in part._default_manager.filter(revision=draft, pk__in=by_part[part]).order_by("pk")
    ]


@transaction.atomic
def place_part(*, part: models.Part, place: int, by: User | None, at: datetime) -> None:
    """Put a part of a draft at a place among those that stand beside it; the others make room.

    `place`: 1 for the first; beyond the end means the last. Raises RefusedChange if it is no draft.
    """
    lock_draft(part.revision)
    others = [row for row in siblings(part) if row.pk != part.pk]
    mine = type(part)._default_manager.get(pk=part.pk)
    index = min(max(place - 1, 0), len(others))
    arrange([*others[:index], mine, *others[index:]], by=by, at=at)


def siblings(part: models.Part) -> list[models.Part]:
    """Return the part and those that stand beside it, in order."""
    parent = PARENTS[type(part)]
    beside = type(part)._default_manager.filter(**{f"{parent}_id": getattr(part, f"{parent}_id")})
    return list(beside.order_by("position", "pk"))


def position_of(part: models.Part) -> int:
    """Return the place of a saved part among those that stand beside it, from 1."""
    return [row.pk for row in siblings(part)].index(part.pk) + 1


def last_position(part: models.Part) -> int:
    """Return the position of the last of those that stand beside a part; 0 where there are none."""
    return max((row.position for row in siblings(part) if row.pk != part.pk), default=0)


def arrange(ordered: list[models.Part], *, by: User | None, at: datetime) -> None:
    """Number the saved parts of one parent from 1 in this order; only those that move are written."""
    moved = [(row, place) for place, row in enumerate(ordered, start=1) if row.position != place]
    if not moved:
        return
    set_aside(type(ordered[0]), [row.pk for row, _place in moved])
    for row, place in moved:
        row.position = place
        save(row, by=by, at=at)
