"""What a variant of a draft reads otherwise: the scenes it takes for constrained, the questions it splits."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from editing.services.listing import keep_listed
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
    tied = {"revision": variant.revision, "variant": variant}
    listed: tuple[tuple[Any, str, Iterable[Part]], ...] = (
        (VariantScene, "scene_id", scenes),
        (VariantQuestion, "question_id", questions),
    )
    for link, column, wanted in listed:
        rows = link._default_manager.filter(variant=variant)
        keep_listed(rows, column=column, values=[row.pk for row in wanted], by=by, at=at, **tied)
