"""The person behind a request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from enterprises.models import User


def signed_in(request: HttpRequest) -> User:
    """Return the signed-in user. LoginRequiredMiddleware has sent everybody else to sign-in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
