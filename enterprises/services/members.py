"""Writes: members, their roles, who asks to become one. What users may do is checked in `permissions`."""

from datetime import datetime

from django.db import transaction

from audit.models import Action
from audit.services import record
from enterprises.models import Enterprise, Invitation, JoinRequest, Membership, Role, User


class NotAllowed(Exception):
    """A rule of membership forbids it; the message names the rule in code, not for users."""


@transaction.atomic
def add_member(*, enterprise: Enterprise, user: User, role: Role, by: User, at: datetime) -> Membership:
    """Add a registered user as editor or viewer.

    Raises:
        NotAllowed: the user is a member already, or the role is that of the owner.
    """
    if role is Role.OWNER:
        raise NotAllowed("ownership is handed over, not given")
    membership, created = Membership.objects.get_or_create(
        enterprise=enterprise, user=user, defaults={"role": role, "added_by": by, "added_at": at}
    )
    if not created:
        raise NotAllowed("is a member already")
    for waiting in (JoinRequest, Invitation):
        waiting.objects.filter(enterprise=enterprise, user=user).delete()
    _record_member(Action.MEMBER_ADDED, membership, role, by=by, at=at)
    return membership


def _record_member(action: Action, member: Membership, detail: str, *, by: User, at: datetime) -> None:
    firm = Enterprise.objects.values_list("public_id", flat=True).get(pk=member.enterprise_id)
    detail = f"user {member.user_id} {detail}".strip()
    record(action, by=by, at=at, kind="enterprise", subject=firm, detail=detail)


@transaction.atomic
def ask_to_join(*, enterprise: Enterprise, named: str, by: User, at: datetime) -> None:
    """Ask the owner to become a member; asking again changes nothing. Raises NotAllowed for a member."""
    if Membership.objects.filter(enterprise=enterprise, user=by).exists():
        raise NotAllowed("is a member already")
    JoinRequest.objects.get_or_create(
        enterprise=enterprise, user=by, defaults={"named": named, "asked_at": at}
    )


def refuse_request(*, request: JoinRequest) -> None:
    """Do not take who asks; they may ask again."""
    request.delete()


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User, at: datetime) -> None:
    """Make an editor a viewer or the other way round.

    Raises:
        NotAllowed: the role is, or would become, that of the owner.
    """
    if role is Role.VIEWER:
        _note_editor_removed(membership, by=by, at=at)
    # One statement: the member may be made the owner at this very moment.
    others = Membership.objects.exclude(role=Role.OWNER)
    if role is Role.OWNER or not others.filter(pk=membership.pk).update(role=role):
        raise NotAllowed("ownership is handed over")
    _record_member(Action.ROLE_CHANGED, membership, role, by=by, at=at)


@transaction.atomic
def remove_member(*, membership: Membership, by: User, at: datetime) -> None:
    """End a membership.

    Raises:
        NotAllowed: it is the owner's.
    """
    _note_editor_removed(membership, by=by, at=at)
    deleted, _rows = Membership.objects.exclude(role=Role.OWNER).filter(pk=membership.pk).delete()
    if not deleted:
        raise NotAllowed("the owner hands over first")
    _record_member(Action.MEMBER_REMOVED, membership, "", by=by, at=at)


def _note_editor_removed(membership: Membership, *, by: User, at: datetime) -> None:
    """Keep that somebody else takes an editor away: nobody erases a firm alone by doing so first."""
    editor = Membership.objects.filter(pk=membership.pk, role=Role.EDITOR).exclude(user=by)
    if editor.exists():
        firm = Enterprise.objects.filter(pk=membership.enterprise_id)
        firm.update(editor_removed_at=at)
        # Another one's consent was given while this one could still have cancelled.
        firm.exclude(erase_agreed_by=membership.user_id).update(erase_agreed_by=None)


@transaction.atomic
def hand_over(*, enterprise: Enterprise, successor: Membership, by: User, at: datetime) -> None:
    """Make another member the owner; the old owner stays as an editor.

    Raises:
        NotAllowed: the successor owns the firm already or belongs to another one.
    """
    members = {
        member.pk: member for member in Membership.objects.select_for_update().filter(enterprise=enterprise)
    }
    member = members.get(successor.pk)
    if member is None or member.role == Role.OWNER:
        raise NotAllowed("the successor is another member")
    # In this order: there is one owner at any time at most, by constraint.
    Membership.objects.filter(enterprise=enterprise, role=Role.OWNER).update(role=Role.EDITOR)
    Membership.objects.filter(pk=member.pk).update(role=Role.OWNER)
    Invitation.objects.filter(enterprise=enterprise).delete()  # who may no longer invite leaves no open door
    _record_member(Action.HANDED_OVER, member, "", by=by, at=at)
