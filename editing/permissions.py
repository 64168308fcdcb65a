"""Who may do what with drafted content. An editor and a publisher each have one permission of its model.

What is published is changed by nobody, superusers included: that a version is a draft is part of the rule.
"""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.core.exceptions import PermissionDenied

from editing.models import Drafted, State

Person = PermissionsMixin | AbstractBaseUser | AnonymousUser


def may(user: Person, verb: str, model: type[Drafted]) -> bool:
    """Return whether a person has the permission that the verb names: view, change, publish …"""
    name = f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
    return isinstance(user, PermissionsMixin) and user.has_perm(name)


def can_view(user: Person, model: type[Drafted]) -> bool:
    """Return whether a person may look at versions and their parts."""
    return may(user, "view", model) or can_write(user, model)


def can_write(user: Person, model: type[Drafted]) -> bool:
    """Return whether a person is an editor: begins drafts, changes and deletes them."""
    return may(user, "change", model)


def can_edit(user: Person, version: Drafted) -> bool:
    """Return whether a person may change this version and its parts now."""
    return version.state == State.DRAFT and can_write(user, type(version))


def can_publish(user: Person, model: type[Drafted]) -> bool:
    """Return whether a person may publish and retire."""
    return may(user, "publish", model)


def require(allowed: bool) -> None:
    """Raise PermissionDenied unless it is allowed."""
    if not allowed:
        raise PermissionDenied
