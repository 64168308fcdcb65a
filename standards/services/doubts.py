"""What a variant of a draft reads otherwise: the scenes it takes for constrained, the questions it splits."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from editing.services.history import delete, save
from enterprises.models import User
from standards.models import Part, Question, Scene, Variant, VariantQuestion, VariantScene
from standards.services.drafts import lock_draft


@transaction.atomic
def point_variant(
    *,
    variant: Variant,
    scenes: Iterable[Scene],
    questions: Iterable[Question],
    by: User | None,
    at: datetime,
) -> None:
    """Make a variant name these scenes and questions; what it names already is not touched.

    Raises RefusedChange if its revision is no draft.
    """
    lock_draft(variant.revision)
    _point(VariantScene, "scene", variant, scenes, by=by, at=at)
    _point(VariantQuestion, "question", variant, questions, by=by, at=at)


def _point(
    link: Any,  # the table of what a variant points to
    name: str,
    variant: Variant,
    wanted: Iterable[Part],
    *,
    by: User | None,
    at: datetime,
) -> None:
    known = list(link._default_manager.filter(variant=variant).order_by("position", "pk"))
    keys = [row.pk for row in wanted]
    for row in known:
        if getattr(row, f"{name}_id") not in keys:
            delete(row, by=by, at=at)
    named = {getattr(row, f"{name}_id") for row in known}
    last = max((row.position for row in known), default=0)
    for position, pk in enumerate((pk for pk in keys if pk not in named), start=last + 1):
        row = link(revision=variant.revision, variant=variant, position=position)
        setattr(row, f"{name}_id", pk)
        save(row, by=by, at=at)
