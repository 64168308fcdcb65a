"""Who may do what with entries of the library, kind by kind. What is published is changed by nobody."""

from typing import cast

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin

from roadmap.domain.entries import Kind
from roadmap.models import Entry, State
from roadmap.models.mapping import KINDS

Person = PermissionsMixin | AbstractBaseUser | AnonymousUser


def can_view(user: Person, kind: type[Entry]) -> bool:
    """Return whether a person may look at the entries of a kind."""
    return _has(user, kind, "view") or can_write(user, kind) or can_publish(user, kind)


def can_write(user: Person, kind: type[Entry]) -> bool:
    """Return whether a person is an editor of a kind: begins drafts, changes and deletes them."""
    return _has(user, kind, "change")


def can_edit(user: Person, entry: Entry) -> bool:
    """Return whether a person may change this version of an entry and its parts now."""
    return entry.state == State.DRAFT and can_write(user, type(entry))


def can_publish(user: Person, kind: type[Entry]) -> bool:
    """Return whether a person may publish and retire entries of a kind."""
    return _has(user, kind, "publish")


def seen_kinds(user: Person) -> frozenset[Kind]:
    """Return the kinds of entries that a person may look at."""
    return frozenset(kind for model, kind in KINDS.items() if can_view(user, cast(type[Entry], model)))


def can_view_all(user: Person) -> bool:
    """Return whether a person may look at every kind: at the whole library as a file."""
    return seen_kinds(user) == frozenset(Kind)


def can_write_all(user: Person) -> bool:
    """Return whether a person is an editor of every kind: what a file may hold."""
    return all(can_write(user, cast(type[Entry], model)) for model in KINDS)


def _has(user: Person, kind: type[Entry], verb: str) -> bool:
    return isinstance(user, PermissionsMixin) and user.has_perm(f"roadmap.{verb}_{kind._meta.model_name}")
