"""Becoming a member: by the owner's link, or asked for and allowed by the owner."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from audit.models import Action
from enterprises import permissions
from enterprises.forms.members import InviteForm, RoleForm
from enterprises.forms.requests import signed_in
from enterprises.models import Enterprise, Invitation, User
from enterprises.selectors.firms import get_enterprise
from enterprises.selectors.invitations import find_invitation, list_invitations
from enterprises.selectors.members import list_join_requests
from enterprises.services import invitations, members
from enterprises.views.logged import record_use
from enterprises.views.members import members_page
from enterprises.views.private import private
from enterprises.wording.accounts import TOO_OFTEN
from enterprises.wording.members import (
    ADDED,
    ALREADY_A_MEMBER,
    ALREADY_MEMBER,
    INVITATION_WITHDRAWN,
    INVITED,
    JOINED,
    NOT_JOINED,
    NOT_TAKEN,
    TOO_MANY_INVITATIONS,
)


@require_POST
def invite(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Make a link by which one person becomes a member."""
    user, firm = _managed(request, enterprise)
    form = InviteForm(request.POST)
    if not ratelimit.consume(request, action="add_member", user=user):
        form.add_error(None, TOO_OFTEN)
    elif form.is_valid():
        _invite(form, firm, by=user)
    if not form.is_valid():
        return members_page(request, user, firm, invite_form=form)
    messages.success(request, INVITED)
    return redirect(reverse("enterprises:members", args=[firm.public_id]) + "#invite")


def _managed(request: HttpRequest, public_id: UUID) -> tuple[User, Enterprise]:
    user = signed_in(request)
    firm = get_enterprise(user, public_id)
    permissions.check_can_manage(user, firm)
    return user, firm


def _invite(form: InviteForm, firm: Enterprise, *, by: User) -> None:
    given, at = form.cleaned_data, timezone.now()
    until = at + given["days"]
    try:
        invitations.invite(
            enterprise=firm, role=given["role"], label=given["label"], until=until, by=by, at=at
        )
    except invitations.TooManyInvitations:
        form.add_error(None, TOO_MANY_INVITATIONS)


@require_POST
def withdraw(request: HttpRequest, enterprise: UUID, invitation: UUID) -> HttpResponse:
    """Take an invitation back for good."""
    _user, firm = _managed(request, enterprise)
    found = get_object_or_404(list_invitations(firm), public_id=invitation)
    invitations.withdraw_invitation(invitation=found)
    record_use(request, Action.DELETED, kind="invitation", subject=invitation)
    messages.success(request, INVITATION_WITHDRAWN)
    return redirect("enterprises:members", enterprise=firm.public_id)


@require_POST
def decide(request: HttpRequest, enterprise: UUID, asking: UUID) -> HttpResponse:
    """Take who asks as a member with a role, or do not."""
    user, firm = _managed(request, enterprise)
    asked = get_object_or_404(list_join_requests(firm), public_id=asking)
    form = RoleForm(request.POST)
    if "refuse" in request.POST:
        members.refuse_request(request=asked)
        record_use(request, Action.DELETED, kind="joinrequest", subject=asking)
        messages.success(request, NOT_TAKEN)
    elif form.is_valid():
        role, at = form.cleaned_data["role"], timezone.now()
        try:
            members.add_member(enterprise=firm, user=asked.user, role=role, by=user, at=at)
            messages.success(request, ADDED)
        except members.NotAllowed:  # at this very moment, by another way
            messages.info(request, ALREADY_A_MEMBER)
    else:
        messages.error(request, str(form.errors["role"][0]))
    return redirect("enterprises:members", enterprise=firm.public_id)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, invited: str) -> HttpResponse:
    """Say who invites to what; a POST of somebody signed in makes them a member, or puts it out of sight."""
    invitation = find_invitation(invited, timezone.now())
    if request.method == "POST" and not isinstance(request.user, User):
        return redirect_to_login(request.path)
    if invitation is None:
        return private(render(request, "enterprises/join.html", status=410))
    if request.method != "POST":
        return private(render(request, "enterprises/join.html", {"invitation": invitation}))
    return _join(request, invitation)


def _join(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    user = signed_in(request)
    if "refuse" in request.POST:
        invitations.hide_invitation(invitation=invitation, by=user)
        messages.success(request, NOT_JOINED)
        return redirect("enterprises:home")
    if not ratelimit.consume(request, action="join", user=user):
        messages.warning(request, TOO_OFTEN)
        return redirect(request.path)
    try:
        invitations.join(invitation=invitation, by=user, at=timezone.now())
    except members.NotAllowed:
        messages.info(request, ALREADY_MEMBER)
    except Invitation.DoesNotExist:
        return redirect(request.path)  # which says that it is gone
    else:
        messages.success(request, JOINED % {"firm": invitation.enterprise.name})
    return redirect("enterprises:home")
