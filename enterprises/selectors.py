"""Reads: enterprises and memberships as one user may see them, and the sectors that firms may choose."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.signing import BadSignature, Signer
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import salted_hmac

from enterprises.domain import regions
from enterprises.domain.divisions import Name
from enterprises.domain.erasure import number_digest
from enterprises.domain.facts import Fact, Facts, Topic
from enterprises.domain.personal import REGISTER, Personal
from enterprises.domain.sectors import Sector, SectorMap
from enterprises.domain.sign_in import (
    KNOWN_PLACE,
    SAME_PERSON,
    SAME_PERSON_AND_PLACE,
    SAME_PLACE,
    WINDOW,
    seconds_left,
)
from enterprises.models import (
    OPEN,
    ChoosableSector,
    Consent,
    DivisionSector,
    Enterprise,
    ErasedNumber,
    FirmFile,
    Invitation,
    JoinRequest,
    Membership,
    ProfileFact,
    Role,
    SectorMapVersion,
    Session,
    SignInPlace,
    StaffRegion,
    User,
    Verification,
    VerificationState,
    VerifiedBy,
    WrongPassword,
)

# Of a membership: reminders reach the member by mail.
REACHED = {"user__email__isnull": False, "user__is_active": True, "user__wants_reminders": True}
_INVITATIONS = Signer(salt="enterprises.invitations", sep=".")


def list_memberships(user: User) -> QuerySet[Membership]:
    """Return the user's memberships with their enterprises, newest enterprise first.

    Each has `asking`: how many ask the owner to become members; 0 for anybody else.
    """
    asking = Count("enterprise__join_requests", filter=Q(role=Role.OWNER))
    return (
        Membership.objects.filter(user=user)
        .annotate(asking=asking)
        .select_related("enterprise")
        .order_by("-enterprise__created_at", "-pk")
    )


class MergedAway(Http404):
    """The entry was merged into another one, of which the user is a member."""

    def __init__(self, gone: UUID, into: UUID) -> None:
        super().__init__()
        self.gone, self.into = gone, into


def get_enterprise(user: User, public_id: UUID) -> Enterprise:
    """Return the enterprise if the user is a member.

    Raises:
        MergedAway: its members are those of another entry by now, and the user is one.
        Http404: there is none, or the user is an outsider: the two cannot be told apart.
    """
    found = Enterprise.objects.filter(public_id=public_id, memberships__user=user).first()
    if found is None:
        raise _gone(user, public_id) or Http404
    return found


def _gone(user: User, public_id: UUID) -> MergedAway | None:
    """Return where an entry's members are now, through further merges; None for an outsider."""
    seen, firm = {public_id}, Enterprise.objects.filter(public_id=public_id).first()
    while firm and firm.merged_into and firm.merged_into.public_id not in seen:
        firm = firm.merged_into
        seen.add(firm.public_id)
    if firm is None or firm.public_id == public_id or not firm.memberships.filter(user=user).exists():
        return None
    return MergedAway(public_id, firm.public_id)


def read_facts(enterprise: Enterprise) -> Facts:
    """Return what the firm has said of itself."""
    rows = ProfileFact.objects.filter(enterprise=enterprise)
    return Facts({Fact(Topic(row.topic), row.about): row.value for row in rows})


def list_supported_firms(user: User) -> QuerySet[Enterprise]:
    """Return the firms that staff may look up: all for a superuser, else those of the regions assigned."""
    if user.is_superuser:
        return Enterprise.objects.all()
    places = StaffRegion.objects.filter(user=user).values_list("code", flat=True)
    return Enterprise.objects.filter(within_regions(places))


def within_regions(places: Iterable[str]) -> Q:
    """Return the condition that the column `region` lies within a place, by the codes of any year.

    Cities and counties are one list of whole codes. PostgreSQL reads an index along a list only as far as it
    must; of conditions side by side it reads all rows first, however few are wanted.
    """
    begins = [digits for place in places for digits in regions.beginnings(place)]
    codes = {code for digits in begins for code in regions.whole_codes(digits)}
    provinces = {digits for digits in begins if not regions.whole_codes(digits)}
    return reduce(or_, (Q(region__startswith=digits) for digits in provinces), Q(region__in=sorted(codes)))


def list_members(enterprise: Enterprise) -> QuerySet[Membership]:
    """Return the memberships with their users, in the order they were added."""
    return Membership.objects.filter(enterprise=enterprise).select_related("user").order_by("added_at", "pk")


def get_member(enterprise: Enterprise, public_id: UUID) -> Membership:
    """Return one membership of the enterprise.

    Raises:
        Http404: there is none in this enterprise.
    """
    found = list_members(enterprise).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def list_verifications(enterprise: Enterprise) -> QuerySet[Verification]:
    """Return what became of each time a firm asked to be verified, newest first."""
    return Verification.objects.filter(enterprise=enterprise)


def count_open_verifications() -> list[tuple[VerificationState, int]]:
    """Return how many firms wait in each state that asks for a decision; states of nobody are left out."""
    rows = Verification.objects.filter(state__in=OPEN).order_by().values_list("state").annotate(Count("pk"))
    counts = dict(rows)
    return [(state, counts[state]) for state in OPEN if state in counts]


def verified_twin(firm: Enterprise, on: date) -> Enterprise | None:
    """Return the other firm that is verified with this one's code on a day, None where there is none."""
    twins = Enterprise.objects.filter(uscc=firm.uscc, verified_at__isnull=False).exclude(pk=firm.pk)
    return next((twin for twin in twins if twin.is_verified_on(on)), None)


def list_invitations(enterprise: Enterprise) -> QuerySet[Invitation]:
    """Return the invitations of a firm that nobody has used or withdrawn, expired ones too, newest first."""
    return Invitation.objects.filter(enterprise=enterprise)


def invitation_token(invitation: Invitation) -> str:
    """Return what the address of an invitation carries; with another secret it opens nothing."""
    return _INVITATIONS.sign(str(invitation.public_id))


def find_invitation(token: str, at: datetime) -> Invitation | None:
    """Return the open invitation of a token with its enterprise. Raises Http404 where we never made one."""
    try:
        public_id = UUID(_INVITATIONS.unsign(token))
    except (BadSignature, ValueError):
        raise Http404 from None
    found = Invitation.objects.filter(public_id=public_id, until__gt=at)
    return found.select_related("enterprise", "made_by").first()


def list_invited(user: User, at: datetime) -> QuerySet[Invitation]:
    """Return the open invitations that were made for the user's address or number, newest first."""
    return Invitation.objects.filter(user=user, until__gt=at).select_related("enterprise", "made_by")


def list_join_requests(enterprise: Enterprise) -> QuerySet[JoinRequest]:
    """Return who asks to become a member, the first first."""
    return JoinRequest.objects.filter(enterprise=enterprise).select_related("user")


def list_awaited(user: User) -> QuerySet[JoinRequest, str]:
    """Return the names of the firms whose owner has yet to decide about the user."""
    return JoinRequest.objects.filter(user=user).values_list("enterprise__name", flat=True)


def list_own_twins(firm: Enterprise, user: User) -> QuerySet[Enterprise]:
    """Return the other entries of this firm's code that the user owns and that are as real, the oldest
    first."""
    owned = Enterprise.objects.filter(memberships__user=user, memberships__role=Role.OWNER)
    twins = owned.filter(uscc=firm.uscc, is_demo=firm.is_demo).exclude(pk=firm.pk)
    return twins.order_by("created_at", "pk")


def vouched_by(firm: Enterprise) -> VerifiedBy:
    """Return what said last who a verified firm is, its licence or a register. One query."""
    said = firm.verifications.filter(state=VerificationState.VERIFIED).exclude(how=VerifiedBy.MAIL)
    return VerifiedBy(said.values_list("how", flat=True).first() or VerifiedBy.LICENCE)


def mail_domain(firm: Enterprise, on: date) -> str:
    """Return the domain at which somebody of the firm reads mail, "" where nobody has shown it or it is long
    ago: the weaker sign of who it is. One query."""
    shown = firm.verifications.filter(
        how=VerifiedBy.MAIL, state=VerificationState.VERIFIED, valid_until__gte=on
    )
    return shown.values_list("domain", flat=True).first() or ""


def find_user(*, email: str | None, phone: str | None) -> User | None:
    """Return the active user with this e-mail address or mobile number."""
    people = User.objects.filter(is_active=True)
    if email:
        return people.filter(email=email).first()
    return people.filter(phone=phone).first() if phone else None


def list_firms_to_hand_over(user: User) -> QuerySet[Enterprise]:
    """Return the firms the user owns that have other members."""
    return (
        Enterprise.objects.filter(memberships__user=user, memberships__role=Role.OWNER)
        .annotate(people=Count("memberships__enterprise__memberships", distinct=True))
        .filter(people__gt=1)
        .order_by("pk")
    )


def list_firms_alone(user: User) -> QuerySet[Enterprise]:
    """Return the firms of which the user is the only member."""
    return (
        Enterprise.objects.filter(memberships__user=user)
        .annotate(people=Count("memberships__enterprise__memberships", distinct=True))
        .filter(people=1)
        .order_by("pk")
    )


# Who had others removed, or made viewers, waits as long before a firm is erased without another's consent.
EDITORS_COUNT = timedelta(days=90)


def lacks_consent(enterprise: Enterprise, at: datetime) -> bool:
    """Return whether another one who may fill in, or lately might, has to agree before the firm is erased."""
    if enterprise.erase_agreed_by_id is not None:
        return False
    return _lost_an_editor(enterprise, at) or _has_editor(enterprise)


def alone_from(enterprise: Enterprise, at: datetime) -> datetime | None:
    """Return from when a firm whose editors were removed lately is erased without a consent; else None."""
    removed_at = enterprise.editor_removed_at
    if removed_at is None or not _lost_an_editor(enterprise, at) or _has_editor(enterprise):
        return None
    return removed_at + EDITORS_COUNT


def may_agree(enterprise: Enterprise, user: User, at: datetime) -> bool:
    """Return whether this member's consent counts: an editor's who has not asked for the erasing.

    Where an editor was removed lately both have been members for as long: a second account, invited in the
    place of the one who was removed, would agree to anything.
    """
    two = {enterprise.erase_asked_by_id, user.pk}
    if len(two) < 2 or not enterprise.memberships.filter(user=user, role=Role.EDITOR).exists():
        return False
    old = enterprise.memberships.filter(user__in=two, added_at__lte=at - EDITORS_COUNT)
    return not _lost_an_editor(enterprise, at) or old.count() == 2


def _lost_an_editor(enterprise: Enterprise, at: datetime) -> bool:
    removed_at = enterprise.editor_removed_at
    return removed_at is not None and removed_at > at - EDITORS_COUNT


def _has_editor(enterprise: Enterprise) -> bool:
    return enterprise.memberships.filter(role=Role.EDITOR).exists()


def list_due_firms(at: datetime) -> QuerySet[Enterprise]:
    """Return the firms whose waiting time is over, and whom no consent is missing."""
    editors = Membership.objects.filter(enterprise=OuterRef("pk"), role=Role.EDITOR)
    due = Enterprise.objects.filter(erase_due_at__lte=at).select_related("erase_asked_by")
    long_ago = Q(editor_removed_at=None) | Q(editor_removed_at__lte=at - EDITORS_COUNT)
    alone = long_ago & ~Exists(editors)
    return due.filter(Q(erase_agreed_by__isnull=False) | alone).order_by("erase_due_at")


def erased_on(number: str) -> date | None:
    """Return the day on which the firm was erased whose report or statement bore a number, if any."""
    found = ErasedNumber.objects.filter(digest=number_digest(number)).select_related("tombstone").first()
    return timezone.localdate(found.tombstone.erased_at) if found else None


def factors_of(user: User) -> Any:
    """Return the second factors of a person, recovery codes among them: a queryset of allauth's."""
    return Authenticator.objects.filter(user=user)


# What `personal_data` tells in words of its own.
TOLD = {model._meta.label for model in (User, Session, Consent, Authenticator, Membership)}


def personal_data(user: User) -> dict[str, object]:
    """Return everything this app knows about a person, ready for JSON."""
    return {
        "account": {
            "name": user.name,
            "email": user.email,
            "phone": user.phone,
            "registered_at": user.date_joined.isoformat(),
            "last_login_at": user.last_login.isoformat() if user.last_login else None,
        },
        "second_factors": [
            {
                "type": factor.type,
                "since": factor.created_at.isoformat(),
                "last_used_at": factor.last_used_at.isoformat() if factor.last_used_at else None,
            }
            for factor in factors_of(user)
        ],
        "sessions": [
            {
                "signed_in_at": session.signed_in_at.isoformat() if session.signed_in_at else None,
                "last_used_at": session.seen_at.isoformat() if session.seen_at else None,
                "ip": session.address,
                "browser": session.agent,
            }
            for session in user.sessions.order_by("pk")
        ],
        "consents": [
            {"version": consent.version, "at": consent.at.isoformat(), "ip": consent.ip}
            for consent in user.consents.all()
        ],
        "enterprises": [
            {
                "name": membership.enterprise.name,
                "uscc": membership.enterprise.uscc,
                "role": membership.role,
                "since": membership.added_at.isoformat(),
            }
            for membership in list_memberships(user)
        ],
        "records": _records_of(user),
    }


def _records_of(user: User) -> dict[str, list[dict[str, object]]]:
    """Return the exported columns of the register, by model; of the account above they are told already."""
    columns: dict[tuple[str, str], list[Personal]] = defaultdict(list)
    for told in REGISTER:
        if told.exported and told.model not in TOLD:
            columns[told.model, told.whose].append(told)
    return {
        model: [
            {told.part or told.name: _part(told, value) for told, value in zip(listed, row, strict=True)}
            for row in apps.get_model(model)
            ._default_manager.filter(**{whose: user.pk})
            .order_by("pk")
            .values_list(*(told.name for told in listed))
        ]
        for (model, whose), listed in columns.items()
    }


def _part(told: Personal, value: object) -> object:
    return json.loads(str(value))[told.part] if told.part else value


def has_signed_in_at(user: User, place: str) -> bool:
    """Return whether a person has signed in at a place before."""
    return SignInPlace.objects.filter(user=user, place=place).exists()


def list_sessions(user: User, *, at: datetime) -> QuerySet[Session]:
    """Return where a person is signed in, the latest used first."""
    last = F("seen_at").desc(nulls_last=True)
    return Session.objects.filter(user=user, expire_date__gt=at).order_by(last, "pk")


def session_handle(session_key: str) -> str:
    """Return what names a session on a page: the key itself would open it."""
    return salted_hmac("enterprises.session", session_key, algorithm="sha256").hexdigest()[:20]


def seconds_to_wait(*, person: str, place: str, at: datetime, known: bool = False) -> int:
    """Return how long the next attempt to sign in has to wait after the wrong ones of the last hour.

    `known`: the person has signed in at the place before; what others guess elsewhere does not count there.
    """
    whose = {
        SAME_PERSON_AND_PLACE: Q(person=person, place=place),
        SAME_PERSON: Q(person=person),
        SAME_PLACE: Q(place=place),
    }
    if known:
        whose = {KNOWN_PLACE: Q(person=person, place=place)}
    recent = WrongPassword.objects.filter(Q(person=person) | Q(place=place), at__gt=at - WINDOW)
    found = recent.aggregate(
        **{f"wrong_{n}": Count("pk", filter=condition) for n, condition in enumerate(whose.values())},
        **{f"last_{n}": Max("at", filter=condition) for n, condition in enumerate(whose.values())},
    )
    return max(
        seconds_left(slowing, found[f"wrong_{n}"], at - (found[f"last_{n}"] or at))
        for n, slowing in enumerate(whose)
    )


class _Overtaken(Exception):
    """The tables were written while they were read: `sector_map` may be shown, not kept."""

    def __init__(self, sector_map: SectorMap) -> None:
        super().__init__()
        self.sector_map = sector_map


def sector_map(on: date) -> SectorMap:
    """Return which sectors firms may choose on a day: one query, two more when the map has changed."""
    digest = SectorMapVersion.objects.order_by("-pk").values_list("digest", flat=True).first()
    if digest is None:
        return SectorMap()
    try:
        return _sector_map_on(digest, on)
    except _Overtaken as overtaken:
        return overtaken.sector_map.on(on)


def own_sector(enterprise: Enterprise, on: date) -> str:
    """Return the sector a firm has chosen while it holds, else the default one of its trade."""
    return sector_map(on).own(enterprise.sector, enterprise.trade)


@lru_cache(maxsize=4)
def _sector_map_on(digest: str, on: date) -> SectorMap:
    return _sector_map(digest).on(on)


@lru_cache(maxsize=1)
def _sector_map(digest: str) -> SectorMap:
    # All that decides the content is in the digest, so nothing ever needs to be thrown away.
    found = _read_sector_map()
    if found.digest != digest:
        raise _Overtaken(found)
    return found


def _read_sector_map() -> SectorMap:
    defaults: dict[str, str] = {}
    others: dict[str, list[str]] = defaultdict(list)
    for row in DivisionSector.objects.order_by("division", "position"):
        if row.position:
            others[row.division].append(row.sector)
        else:
            defaults[row.division] = row.sector
    return SectorMap(
        sectors=tuple(
            Sector(
                code=row.code,
                name=Name(zh=row.name_zh, en=row.name_en),
                valid_from=row.valid_from,
                valid_until=row.valid_until,
            )
            for row in ChoosableSector.objects.order_by("position")
        ),
        defaults=defaults,
        others={division: tuple(sectors) for division, sectors in others.items()},
    )


def firm_bytes(enterprise_id: int) -> int:
    """Return how much all files of a firm hold together."""
    return bytes_of(FirmFile.objects.filter(enterprise=enterprise_id))


def bytes_of(files: QuerySet[Any]) -> int:
    """Return how much these files hold together: rows of `FirmFile`, or of what is one."""
    held: int | None = files.aggregate(held=Sum("size"))["held"]
    return held or 0
