"""Writes: accounts, enterprises, members. Who may do it is checked by the caller (`permissions`)."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.deletion import ProtectedError, RestrictedError

from audit.models import Action
from audit.services import record
from enterprises.domain import credit_code, privacy
from enterprises.domain.sectors import SectorMap
from enterprises.models import (
    ChoosableSector,
    Consent,
    DivisionSector,
    Enterprise,
    Invitation,
    JoinRequest,
    Membership,
    Role,
    SectorMapVersion,
    User,
)
from enterprises.selectors import find_user
from enterprises.services.files import remove_later
from enterprises.services.persons import forget
from enterprises.services.verifying import end_verifications

MOST_INVITATIONS = 50  # of a firm at a time
EXPIRED_KEPT = timedelta(days=30)  # so that the owner sees which were not used


class NotAllowed(Exception):
    """A rule of membership forbids it; the message names the rule in code, not for users."""


class TooManyInvitations(Exception):
    """As many invitations of a firm as may be are open."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the profile: `stored` is what it says now, `differing` the fields that differ."""

    def __init__(self, stored: Enterprise, differing: tuple[str, ...]) -> None:
        super().__init__("the profile was changed meanwhile")
        self.stored = stored
        self.differing = differing


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseData:
    """What a firm says about itself. Units: persons, 万元, 万元; None is missing, not zero.

    A credit code whose check digit fails has been compared with the licence: `forms` asks for it.
    """

    name: str
    uscc: str
    division: str
    sector: str
    region: str
    employees: int | None
    revenue: Decimal | None
    assets: Decimal | None
    industry_class: str = ""


# --- Accounts ---------------------------------------------------------------------------------


def register(
    *, email: str | None, phone: str | None, name: str, password: str, ip: str | None, at: datetime
) -> User:
    """Create an account whose owner has just agreed to the privacy notice.

    Raises:
        IntegrityError: e-mail address or mobile number is taken.
    """
    user = User.objects.new(email=email, phone=phone, name=name, password=password)
    welcome(user=user, ip=ip, at=at)  # not around the hashing: SQLite has one writer at a time
    return user


@transaction.atomic
def welcome(*, user: User, ip: str | None, at: datetime, email_proved: bool = False) -> None:
    """Save a new account whose owner has just agreed to the privacy notice.

    Raises:
        IntegrityError: e-mail address or mobile number is taken.
    """
    user.save()
    if email_proved:
        _note_proved(user)
    agree(user=user, ip=ip, at=at)
    record(Action.REGISTERED, by=user, at=at, kind="user", subject=user.pk)


def _note_proved(user: User) -> None:
    """Keep that the person reads what goes to the address; whoever did before no longer does."""
    EmailAddress.objects.filter(email=user.email).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


@transaction.atomic
def agree(*, user: User, ip: str | None, at: datetime) -> None:
    """Record that the user agrees to the present privacy notice."""
    Consent.objects.create(user=user, version=privacy.VERSION, at=at, ip=ip)
    user.privacy_version = privacy.VERSION
    user.save(update_fields=["privacy_version"])


@transaction.atomic
def change_account(
    *,
    user: User,
    name: str,
    email: str | None,
    phone: str | None,
    wants_reminders: bool,
    email_proved: bool = False,
) -> None:
    """Change name, e-mail address, mobile number, and whether reminders are mailed.

    Raises:
        IntegrityError: e-mail address or mobile number is taken.
    """
    if email != user.email:
        EmailAddress.objects.filter(user=user).delete()  # allauth's copy: that it was proved
    user.name, user.email, user.phone = name, email, phone
    user.wants_reminders = wants_reminders
    user.save(update_fields=["name", "email", "phone", "wants_reminders"])
    if email_proved:
        _note_proved(user)


@transaction.atomic
def delete_account(*, user: User, at: datetime) -> None:
    """Delete a person's data and keep the bare row, which submitted results refer to.

    Firms without other members go with it; those with assessments after a while, for nobody sees them then.

    Raises:
        NotAllowed: the user owns a firm that has other members.
    """
    owned = Enterprise.objects.filter(memberships__user=user, memberships__role=Role.OWNER)
    if Membership.objects.filter(enterprise__in=owned).exclude(user=user).exists():
        raise NotAllowed("owns a firm with other members")
    gone = []
    for enterprise in list(owned):
        pictures = list(enterprise.verifications.exclude(licence="").values_list("licence", flat=True))
        try:
            with transaction.atomic():
                enterprise.delete()
        except (ProtectedError, RestrictedError):
            _leave_alone(enterprise, by=user, at=at)
            continue
        gone.append(enterprise.public_id)
        for picture in pictures:
            remove_later(picture)
    forget(user=user)
    user.email = user.phone = user.last_login = None
    user.name = user.privacy_version = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.deleted_at = at
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    for public_id in gone:
        record(Action.DELETED, by=user, at=at, kind="enterprise", subject=public_id)
    record(Action.ACCOUNT_DELETED, by=user, at=at, kind="user", subject=user.pk)


def _leave_alone(enterprise: Enterprise, *, by: User, at: datetime) -> None:
    """Have a firm erased that nobody belongs to any longer, unless it is to be erased already."""
    Invitation.objects.filter(enterprise=enterprise).delete()  # as in `hand_over`: nobody is left to invite
    Enterprise.objects.filter(pk=enterprise.pk, erase_due_at=None).update(
        erase_asked_by=by, erase_asked_at=at, erase_due_at=at + timedelta(days=settings.LEFT_FIRM_DAYS)
    )


# --- Enterprises ------------------------------------------------------------------------------


@transaction.atomic
def create_enterprise(*, data: EnterpriseData, by: User, at: datetime) -> Enterprise:
    """Create a firm and make its creator the owner."""
    doubtful = credit_code.is_doubtful(data.uscc)
    enterprise = Enterprise.objects.create(
        name=data.name,
        uscc=data.uscc,
        uscc_confirmed_by=by if doubtful else None,
        uscc_confirmed_at=at if doubtful else None,
        division=data.division,
        industry_class=data.industry_class,
        sector=data.sector,
        region=data.region,
        employees=data.employees,
        revenue=data.revenue,
        assets=data.assets,
        created_by=by,
        created_at=at,
    )
    Membership.objects.create(enterprise=enterprise, user=by, role=Role.OWNER, added_by=by, added_at=at)
    return enterprise


@transaction.atomic
def update_enterprise(
    *, enterprise: Enterprise, data: EnterpriseData, version: int, by: User, at: datetime
) -> Enterprise:
    """Change a profile that nobody changed since `version`, and return it.

    Another name or credit code is another identity: what was verified, or waits for it, ends. Another code
    has been compared with the licence by who changes it, or needs no comparing.
    Raises ChangedMeanwhile: somebody was faster, and what they saved is not this.
    """
    stored = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    given = {field.name: getattr(data, field.name) for field in fields(data)}
    differing = tuple(name for name, value in given.items() if getattr(stored, name) != value)
    if not differing:
        return stored
    if stored.version != version:
        raise ChangedMeanwhile(stored, differing)
    if {"name", "uscc"}.intersection(differing):
        stored.verified_by = stored.verified_at = stored.verified_until = None
        end_verifications(enterprise=stored, at=at)
    if "uscc" in differing:
        doubtful = credit_code.is_doubtful(data.uscc)
        stored.uscc_confirmed_by = by if doubtful else None
        stored.uscc_confirmed_at = at if doubtful else None
    for name in differing:
        setattr(stored, name, given[name])
    stored.version += 1
    stored.save()
    return stored


@transaction.atomic
def choose_sector(*, enterprise: Enterprise, sector: str) -> None:
    """Choose the sector whose roadmap is shown; empty for the default of the division."""
    chosen = Enterprise.objects.filter(pk=enterprise.pk).exclude(sector=sector)
    chosen.update(sector=sector, version=F("version") + 1)
    enterprise.sector = sector


# --- Members ----------------------------------------------------------------------------------


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


# --- Sectors ----------------------------------------------------------------------------------


@transaction.atomic
def keep_sector_map(*, sector_map: SectorMap, at: datetime) -> None:
    """Make the tables say which sectors firms may choose. The same map again writes nothing."""
    newest = SectorMapVersion.objects.order_by("-pk").first()
    if newest is not None and newest.digest == sector_map.digest:
        return
    ChoosableSector.objects.all().delete()
    DivisionSector.objects.all().delete()
    ChoosableSector.objects.bulk_create(
        ChoosableSector(
            code=sector.code,
            position=position,
            name_zh=sector.name.zh,
            name_en=sector.name.en,
            valid_from=sector.valid_from,
            valid_until=sector.valid_until,
        )
        for position, sector in enumerate(sector_map.sectors)
    )
    DivisionSector.objects.bulk_create(
        DivisionSector(division=division, sector=sector, position=0)
        for division, sector in sector_map.defaults.items()
    )
    DivisionSector.objects.bulk_create(
        DivisionSector(division=division, sector=sector, position=position)
        for division, sectors in sector_map.others.items()
        for position, sector in enumerate(sectors, start=1)
    )
    SectorMapVersion.objects.create(digest=sector_map.digest, at=at)
