"""Who may do what with entries of the library, kind by kind."""

from typing import cast

from editing import permissions
from editing.permissions import Person, can_edit, can_publish, can_write
from roadmap.domain.entries import Kind
from roadmap.models import Entry
from roadmap.models.mapping import KINDS

__all__ = ["can_edit", "can_publish", "can_view", "can_view_all", "can_write", "can_write_all", "seen_kinds"]


def can_view(user: Person, kind: type[Entry]) -> bool:
    """Return whether a person may look at the entries of a kind: whoever publishes them may, too."""
    return permissions.can_view(user, kind) or can_publish(user, kind)


def seen_kinds(user: Person) -> frozenset[Kind]:
    """Return the kinds of entries that a person may look at."""
    return frozenset(kind for model, kind in KINDS.items() if can_view(user, cast(type[Entry], model)))


def can_view_all(user: Person) -> bool:
    """Return whether a person may look at every kind: at the whole library as a file."""
    return seen_kinds(user) == frozenset(Kind)


def can_write_all(user: Person) -> bool:
    """Return whether a person is an editor of every kind: what a file may hold."""
    return all(can_write(user, cast(type[Entry], model)) for model in KINDS)
