"""Writes: invitations, each of which makes one person a member."""

from datetime import datetime, timedelta

from django.db import transaction

from audit.models import Action
from audit.services import record
from enterprises.models import Enterprise, Invitation, Membership, Role, User
from enterprises.selectors.people import find_user
from enterprises.services.members import NotAllowed, add_member

MOST_INVITATIONS = 50  # of a firm at a time
EXPIRED_KEPT = timedelta(days=30)  # so that the owner sees which were not used


class TooManyInvitations(Exception):
    """As many invitations of a firm as may be are open."""


@transaction.atomic
def invite_person(
    *,
    enterprise: Enterprise,
    role: Role,
    email: str | None,
    phone: str | None,
    until: datetime,
    by: User,
    at: datetime,
) -> Invitation:
    """Invite by e-mail address or mobile number, alike be it somebody's or not. One made before goes.

    Raises:
        NotAllowed: it is a member's.
        TooManyInvitations: as many as may be are open.
    """
    named = {"user__email": email} if email else {"user__phone": phone}
    if Membership.objects.filter(enterprise=enterprise, **named).exists():
        raise NotAllowed("is a member already")
    identity = str(email or phone)
    Invitation.objects.filter(enterprise=enterprise, label=identity).delete()
    person = find_user(email=email, phone=phone)
    return invite(enterprise=enterprise, role=role, label=identity, user=person, until=until, by=by, at=at)


@transaction.atomic
def invite(
    *,
    enterprise: Enterprise,
    role: Role,
    label: str,
    user: User | None = None,
    until: datetime,
    by: User,
    at: datetime,
) -> Invitation:
    """Make a link by which one person becomes a member.

    `user`: to whom it is shown besides; whoever has the link may use it.

    Raises:
        TooManyInvitations: as many as may be are open.
    """
    Enterprise.objects.select_for_update().only("pk").get(pk=enterprise.pk)
    if Invitation.objects.filter(enterprise=enterprise, until__gt=at).count() >= MOST_INVITATIONS:
        raise TooManyInvitations
    made = Invitation.objects.create(
        enterprise=enterprise, role=role, label=label, user=user, until=until, made_by=by, made_at=at
    )
    firm = str(enterprise.public_id)
    record(Action.MEMBER_INVITED, by=by, at=at, kind="enterprise", subject=firm, detail=role)
    return made


def hide_invitation(*, invitation: Invitation, by: User) -> None:
    """Show it no more to whom it is for. The owner sees no change, which would tell of an account."""
    Invitation.objects.filter(pk=invitation.pk, user=by).update(user=None)


def forget_invitations(*, at: datetime) -> None:
    """Delete those that expired long ago: they name people who may have no account."""
    Invitation.objects.filter(until__lte=at - EXPIRED_KEPT).delete()


def withdraw_invitation(*, invitation: Invitation) -> None:
    """Take an invitation back for good; who has joined by it meanwhile stays."""
    invitation.delete()


@transaction.atomic
def join(*, invitation: Invitation, by: User, at: datetime) -> None:
    """Make who opened an invitation a member; it serves one person.

    Raises:
        NotAllowed: is a member already; the invitation stays for whom it was meant.
        Invitation.DoesNotExist: it was used or withdrawn meanwhile.
    """
    held = Invitation.objects.select_for_update().get(pk=invitation.pk, until__gt=at)
    add_member(enterprise=held.enterprise, user=by, role=Role(held.role), by=by, at=at)
    held.delete()
