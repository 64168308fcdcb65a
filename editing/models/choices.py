"""An enum of the domain as the choices of a column: its members once, what people call them beside it."""

from collections.abc import Mapping
from typing import Any


def choices_of(labels: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    """Return the choices of a column, in the order of the labels, as plain values for the migrations."""
    return [(member.value, label) for member, label in labels.items()]
