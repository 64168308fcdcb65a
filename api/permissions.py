"""Which scopes a token may have, and who may see and end it.

A scope opens nothing by itself: what a member may do in the firm is asked anew with every request.
"""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied

from api.domain.tokens import Scope
from enterprises.models import Role

SCOPES_OF: Mapping[Role, frozenset[Scope]] = {
    Role.OWNER: frozenset(Scope),
    Role.EDITOR: frozenset(Scope),
    Role.VIEWER: frozenset({Scope.READ}),
}


def check_scope(scopes: list[str], needed: Scope) -> None:
    """Raise PermissionDenied for a token without the scope."""
    if needed not in scopes:
        raise PermissionDenied(f"the token lacks the scope {needed}")


def sees_all(role: Role) -> bool:
    """The owner of the firm sees and ends the tokens of all members, everybody else only their own."""
    return role is Role.OWNER
