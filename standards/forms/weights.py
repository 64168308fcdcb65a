"""The weights of a whole tree as one form: by anchor (`question-12`), with what the page showed of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from editing.domain.decimals import plain
from editing.forms.fields import percent
from enterprises.forms.requests import key_from
from standards.models import Part
from standards.services import WeightEdit
from standards.services.arranging import WEIGHTED
from standards.wording.parts import NO_SUCH_PART

PREFIX = "weight-"
SEEN = "seen"
BY_NAME: Mapping[str, type[Part]] = {str(part._meta.model_name): part for part in WEIGHTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedWeights:
    """What was typed over what was shown, by anchor: as text, as edits, and what is wrong with it."""

    texts: Mapping[str, str]
    edits: tuple[WeightEdit, ...]
    errors: Mapping[str, str]

    @property
    def weights(self) -> dict[str, Decimal | None]:
        """Return the readable weights by anchor."""
        return {f"{edit.part._meta.model_name}-{edit.pk}": edit.wanted for edit in self.edits}


def seen_text(weights: Mapping[str, Decimal | None]) -> str:
    """Return what a page shows, for the hidden field of that page."""
    shown = {anchor: "" if weight is None else plain(weight) for anchor, weight in weights.items()}
    return json.dumps(shown, separators=(",", ":"), sort_keys=True)


def read_weights(data: QueryDict) -> TypedWeights | None:
    """Return the weights that differ from what the page showed; None if it does not say what that was."""
    seen = _seen(data.get(SEEN, ""))
    if seen is None:
        return None
    texts: dict[str, str] = {}
    errors: dict[str, str] = {}
    edits: list[WeightEdit] = []
    for name, typed in data.items():
        anchor = name.removeprefix(PREFIX)
        if name == anchor or anchor not in seen or str(typed).strip() == seen[anchor]:
            continue
        texts[anchor] = str(typed)
        try:
            edits.append(_edit(anchor, str(typed), seen[anchor]))
        except ValidationError as error:
            errors[anchor] = " ".join(error.messages)
    return TypedWeights(texts=texts, edits=tuple(edits), errors=errors)


def _edit(anchor: str, typed: str, seen: str) -> WeightEdit:
    kind, _dash, pk = anchor.partition("-")
    if kind not in BY_NAME or not key_from(pk):
        raise ValidationError(NO_SUCH_PART)
    field = percent()
    return WeightEdit(
        part=BY_NAME[kind],
        pk=key_from(pk),
        seen=field.to_python(seen) if seen else None,
        wanted=field.clean(typed),
    )


def _seen(text: str) -> dict[str, str] | None:
    try:
        found: Any = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        return None
    return found
