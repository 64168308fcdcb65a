"""Who may do what with criteria. An editor, a publisher and a verifier each have one permission.

What is published is changed by nobody, superusers included: that a revision is a draft is part of the rule.
"""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin

from editing.models import State
from standards.models import Revision

Person = PermissionsMixin | AbstractBaseUser | AnonymousUser


def can_view(user: Person) -> bool:
    """Return whether a person may look at revisions and their parts."""
    return _has(user, "view_revision") or can_write(user)


def can_write(user: Person) -> bool:
    """Return whether a person is an editor: begins drafts, changes and deletes them."""
    return _has(user, "change_revision")


def can_edit(user: Person, revision: Revision) -> bool:
    """Return whether a person may change this revision and its parts now."""
    return revision.state == State.DRAFT and can_write(user)


def can_publish(user: Person) -> bool:
    """Return whether a person may publish and retire, and record errors in what is published."""
    return _has(user, "publish_revision")


def can_verify(user: Person) -> bool:
    """Return whether a person may record the comparison with the original, in any state."""
    return _has(user, "verify_revision")


def _has(user: Person, permission: str) -> bool:
    return isinstance(user, PermissionsMixin) and user.has_perm(f"standards.{permission}")
