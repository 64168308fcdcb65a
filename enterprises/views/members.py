"""Who belongs to a firm, and the owner's decisions about it."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from enterprises import permissions
from enterprises.forms.adapter import mail_is_configured
from enterprises.forms.fields import USUAL_DAYS
from enterprises.forms.members import InviteForm, InvitePersonForm, RoleForm
from enterprises.forms.requests import signed_in
from enterprises.models import Enterprise, Invitation, User
from enterprises.selectors.firms import get_enterprise
from enterprises.selectors.invitations import invitation_token, list_invitations
from enterprises.selectors.members import get_member, list_join_requests, list_members
from enterprises.services import invitations
from enterprises.services import members as services
from enterprises.services.mailing import mail_invitation
from enterprises.wording.accounts import TOO_OFTEN
from enterprises.wording.members import (
    ALREADY_A_MEMBER,
    ALREADY_OWNER,
    HANDED_OVER,
    INVITATION,
    INVITED_BY_MAIL,
    INVITED_PERSON,
    LEFT,
    OWNER_CANNOT_LEAVE,
    OWNER_STAYS,
    REMOVED,
    ROLE_CHANGED,
    TOO_MANY_INVITATIONS,
    TOO_MANY_MAILS,
)


@require_safe
def members(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """List the members; the owner can do more."""
    user = signed_in(request)
    return members_page(request, user, get_enterprise(user, enterprise))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Invite by an e-mail address or mobile number. The answer is the same, be it somebody's or not."""
    user = signed_in(request)
    firm = get_enterprise(user, enterprise)
    permissions.check_can_manage(user, firm)
    if request.method != "POST":
        return redirect("enterprises:members", enterprise=firm.public_id)
    form = InvitePersonForm(request.POST, auto_id="add-%s")
    if not ratelimit.consume(request, action="add_member", user=user):
        form.add_error(None, TOO_OFTEN)
    elif form.is_valid():
        _invite(request, form, firm, by=user)
    if not form.is_valid():
        return members_page(request, user, firm, form=form)
    messages.success(request, INVITED_BY_MAIL if _is_mailed(form) else INVITED_PERSON)
    return redirect(reverse("enterprises:members", args=[firm.public_id]) + "#invite")


def _is_mailed(form: InvitePersonForm) -> bool:
    email, _phone = form.cleaned_data["login"]
    return email is not None and mail_is_configured()


def _invite(request: HttpRequest, form: InvitePersonForm, firm: Enterprise, *, by: User) -> None:
    (email, phone), at = form.cleaned_data["login"], timezone.now()
    if _is_mailed(form) and not ratelimit.consume(request, action="mail_invitation", key=email):
        form.add_error("login", TOO_MANY_MAILS)
        return
    until = at + timedelta(days=USUAL_DAYS)
    role = form.cleaned_data["role"]
    try:
        made = invitations.invite_person(
            enterprise=firm, email=email, phone=phone, role=role, until=until, by=by, at=at
        )
    except services.NotAllowed:
        form.add_error("login", ALREADY_A_MEMBER)
    except invitations.TooManyInvitations:
        form.add_error(None, TOO_MANY_INVITATIONS)
    else:
        if _is_mailed(form):
            mail_invitation(made, to=email, link=_link(request, made))


def members_page(
    request: HttpRequest,
    user: User,
    firm: Enterprise,
    *,
    form: InvitePersonForm | None = None,
    invite_form: InviteForm | None = None,
) -> HttpResponse:
    """Show the members, with a form that was posted in its place."""
    can_manage, at = permissions.can_manage(user, firm), timezone.now()
    context = {
        "enterprise": firm,
        "members": list_members(firm),
        "can_manage": can_manage,
        "asking": list_join_requests(firm) if can_manage else (),
        "invitations": [_invited(request, firm, one, at) for one in list_invitations(firm)]
        if can_manage
        else (),
        "form": form or InvitePersonForm(auto_id="add-%s"),
        "invite_form": invite_form or InviteForm(),
        "posted": form or invite_form,
        "roles": RoleForm().fields["role"].choices,  # type: ignore[attr-defined]
    }
    return render(request, "enterprises/members.html", context)


def _invited(
    request: HttpRequest, firm: Enterprise, invitation: Invitation, at: datetime
) -> dict[str, object]:
    """Return an invitation with the text to be sent, empty once it has expired."""
    given = {"firm": firm.name, "address": _link(request, invitation)}
    return {"invitation": invitation, "text": INVITATION % given if at < invitation.until else ""}


def _link(request: HttpRequest, invitation: Invitation) -> str:
    path = reverse("enterprises:join", args=[invitation_token(invitation)])
    return request.build_absolute_uri(path)


@require_POST
def role(request: HttpRequest, enterprise: UUID, member: UUID) -> HttpResponse:
    """Make an editor a viewer or the other way round."""
    user = signed_in(request)
    firm = get_enterprise(user, enterprise)
    permissions.check_can_manage(user, firm)
    membership = get_member(firm, member)
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["role"][0]))
        return redirect("enterprises:members", enterprise=firm.public_id)
    try:
        services.change_role(
            membership=membership, role=form.cleaned_data["role"], by=user, at=timezone.now()
        )
        messages.success(request, ROLE_CHANGED)
    except services.NotAllowed:
        messages.error(request, OWNER_STAYS)
    return redirect("enterprises:members", enterprise=firm.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, enterprise: UUID, member: UUID) -> HttpResponse:
    """Ask, then end a membership: the owner any other's, everybody his own."""
    user = signed_in(request)
    firm = get_enterprise(user, enterprise)
    membership = get_member(firm, member)
    leaving = membership.user_id == user.pk
    if not leaving:
        permissions.check_can_manage(user, firm)
    if request.method != "POST":
        context = {"enterprise": firm, "membership": membership, "leaving": leaving}
        return render(request, "enterprises/member_remove.html", context)
    try:
        services.remove_member(membership=membership, by=user, at=timezone.now())
    except services.NotAllowed:
        messages.error(request, OWNER_CANNOT_LEAVE)
        return redirect("enterprises:members", enterprise=firm.public_id)
    messages.success(request, LEFT if leaving else REMOVED)
    if leaving:
        return redirect("enterprises:home")
    return redirect("enterprises:members", enterprise=firm.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, enterprise: UUID, member: UUID) -> HttpResponse:
    """Ask, then make another member the owner."""
    user = signed_in(request)
    firm = get_enterprise(user, enterprise)
    permissions.check_can_manage(user, firm)
    membership = get_member(firm, member)
    if request.method != "POST":
        return render(request, "enterprises/hand_over.html", {"enterprise": firm, "membership": membership})
    try:
        services.hand_over(enterprise=firm, successor=membership, by=user, at=timezone.now())
        messages.success(request, HANDED_OVER)
    except services.NotAllowed:
        messages.error(request, ALREADY_OWNER)
    return redirect("enterprises:members", enterprise=firm.public_id)
