"""Who may do what with criteria. An editor, a publisher and a verifier each have one permission."""

from editing import permissions
from editing.permissions import Person, can_edit
from standards.models import Revision

__all__ = ["can_edit", "can_publish", "can_verify", "can_view", "can_write"]


def can_view(user: Person) -> bool:
    """Return whether a person may look at revisions and their parts."""
    return permissions.can_view(user, Revision)


def can_write(user: Person) -> bool:
    """Return whether a person is an editor: begins drafts, changes and deletes them."""
    return permissions.can_write(user, Revision)


def can_publish(user: Person) -> bool:
    """Return whether a person may publish and retire, and record errors in what is published."""
    return permissions.can_publish(user, Revision)


def can_verify(user: Person) -> bool:
    """Return whether a person may record the comparison with the original, in any state."""
    return permissions.may(user, "verify", Revision)
