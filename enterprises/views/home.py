"""The first page: what this is for visitors, the firms of those who are signed in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from enterprises.domain import regions
from enterprises.models import User
from enterprises.selectors.invitations import invitation_token, list_invited
from enterprises.selectors.members import list_awaited, list_memberships


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Show the landing page, or the user's firms."""
    if not isinstance(request.user, User):
        return render(request, "enterprises/landing.html")
    firms = [
        {"membership": membership, "region": regions.full_name(membership.enterprise.region)}
        for membership in list_memberships(request.user)
    ]
    context = {
        "firms": firms,
        "invited": [(one, invitation_token(one)) for one in list_invited(request.user, timezone.now())],
        "waiting": () if firms else list_awaited(request.user),
    }
    return render(request, "enterprises/home.html", context)
