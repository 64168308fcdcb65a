"""What is posted of a scene asked level by level: one field for each level, and what the page stood at."""

from collections.abc import Mapping

from django import forms

from assessment.domain.ladder import Said
from standards.domain.standard import Scene


def rung_name(code: str, level: int) -> str:
    """Return the name of the field of one level."""
    return f"{code}-step{level}"


def was_name(code: str) -> str:
    """Return the name of the field that says which level was ticked when the page was made."""
    return f"{code}-was"


_SAID = forms.ChoiceField(required=False, choices=[(word.value, word.value) for word in Said])


def ladder_fields(scene: Scene, ticked: forms.Field) -> dict[str, forms.Field]:
    """Return the fields of a scene's levels. `ticked`: reads the level as a whole."""
    rungs = {rung_name(scene.code, level): _SAID for level in range(1, len(scene.levels) + 1)}
    return {**rungs, was_name(scene.code): ticked}


def said_in(data: Mapping[str, object], scene: Scene) -> tuple[Said | None, ...]:
    """Return what was said of each level, from the cleaned or the posted values."""
    words = (str(data.get(rung_name(scene.code, level)) or "") for level in range(1, len(scene.levels) + 1))
    return tuple(Said(word) if word in set(Said) else None for word in words)
