"""Two entries of one firm become one: all that hangs on one of them moves to the other (ADR 14)."""

from collections.abc import Iterator
from datetime import datetime
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max, UniqueConstraint
from django.urls import reverse

from assessment.models import Assessment, AssessmentState, LatestResult, Snapshot
from audit.models import Action
from audit.services import record
from enterprises.models import Enterprise, Invitation, JoinRequest, Membership, Role, User
from enterprises.services.mailing import tell_members
from enterprises.services.verifying import end_verifications
from plans.models import KeptPlan, PlanState

RANK = {Role.VIEWER: 0, Role.EDITOR: 1, Role.OWNER: 2}


class Hindrance(Enum):
    """Why two entries are not merged."""

    NOT_THE_SAME = auto()  # another code, not of one owner, or one of both is invented
    TO_BE_ERASED = auto()  # one of them
    VERIFIED = auto()  # the one that would go: it is the other's that goes
    DRAFTS = auto()  # both have an open form
    PLANS = auto()  # both follow a plan


class RefusedMerge(Exception):
    """Nothing was written."""

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance.name)
        self.hindrance = hindrance


@transaction.atomic
def merge(*, gone: Enterprise, into: Enterprise, by: User, at: datetime) -> None:
    """Move results, forms, plans, files, members and all else from one entry of a firm to another.

    Who owns both consents by asking; members of `gone` are told by mail. What both have once only (a fact, a
    quote) counts as it stands in `into`; the other one stays with the row of `gone`, which is kept with its
    profile. Raises RefusedMerge.
    """
    gone, into = _locked(gone, into)
    if hindrance := _hindrance(gone, into, by):
        raise RefusedMerge(hindrance)
    end_verifications(enterprise=gone, at=at)
    address = settings.PUBLIC_URL + reverse("assessment:overview", args=[into.public_id])
    tell_members(gone, "plans/email/merged", {"into": into, "address": address}, but=by)
    _take_newest_results(gone, into)
    _move_members(gone, into)
    for field in _fields_to(Enterprise):
        if field.model is not Membership:
            _move(field, gone, into)
    JoinRequest.objects.filter(enterprise=gone).delete()  # who asked at both
    for waiting in (JoinRequest, Invitation):
        waiting.objects.filter(enterprise=into, user__memberships__enterprise=into).delete()
    gone.merged_into, gone.merged_at = into, at
    gone.save(update_fields=["merged_into", "merged_at"])
    record(
        Action.MERGED,
        by=by,
        at=at,
        kind="enterprise",
        subject=gone.public_id,
        detail=f"into {into.public_id}",
    )


def _locked(gone: Enterprise, into: Enterprise) -> tuple[Enterprise, Enterprise]:
    """Return both as they are now, held with what is written to. Raises RefusedMerge where one is gone."""
    both = [gone.pk, into.pk]
    # In this order, as where a form is submitted, a file added or an invitation used: no deadlock.
    for rows in (
        Assessment.objects.filter(enterprise__in=both, state=AssessmentState.DRAFT),
        KeptPlan.objects.filter(enterprise__in=both),
        Membership.objects.filter(enterprise__in=both),
        Invitation.objects.filter(enterprise__in=both),
    ):
        list(rows.select_for_update().order_by("pk").values_list("pk"))
    found = Enterprise.objects.select_for_update().order_by("pk").in_bulk(both)
    if len(found) < len(both):
        raise RefusedMerge(Hindrance.NOT_THE_SAME)
    return found[gone.pk], found[into.pk]


def _hindrance(gone: Enterprise, into: Enterprise, by: User) -> Hindrance | None:
    both = [gone, into]
    owned = Membership.objects.filter(enterprise__in=both, user=by, role=Role.OWNER).count()
    if owned < len(both) or (gone.uscc, gone.is_demo) != (into.uscc, into.is_demo):
        return Hindrance.NOT_THE_SAME
    if gone.erase_due_at is not None or into.erase_due_at is not None:
        return Hindrance.TO_BE_ERASED
    if gone.verified_at is not None:
        return Hindrance.VERIFIED
    if Assessment.objects.filter(enterprise__in=both, state=AssessmentState.DRAFT).count() > 1:
        return Hindrance.DRAFTS
    if KeptPlan.objects.filter(enterprise__in=both, state=PlanState.FOLLOWED).count() > 1:
        return Hindrance.PLANS
    return None


def _take_newest_results(gone: Enterprise, into: Enterprise) -> None:
    """Drop what is no longer the newest result by a standard, before the two come together."""
    for line in list(LatestResult.objects.filter(enterprise=gone)):
        old, new = (_newest(firm, line.standard_code) for firm in (gone, into))
        if old and new:
            behind = gone if old < new else into
            LatestResult.objects.filter(enterprise=behind, standard_code=line.standard_code).delete()


def _newest(firm: Enterprise, code: str) -> datetime | None:
    snapshots = Snapshot.objects.filter(assessment__enterprise=firm, standard_code=code)
    newest: datetime | None = snapshots.aggregate(at=Max("submitted_at"))["at"]
    return newest


def _move_members(gone: Enterprise, into: Enterprise) -> None:
    """Move members; who is one of both keeps the wider role, and what hangs on the other membership."""
    theirs = {member.user_id: member for member in Membership.objects.filter(enterprise=into)}
    for member in Membership.objects.filter(enterprise=gone):
        kept = theirs.get(member.user_id)
        if kept is None:
            Membership.objects.filter(pk=member.pk).update(enterprise=into)
            continue
        for field in _fields_to(Membership):
            field.model._base_manager.filter(**{field.name: member}).update(**{field.name: kept})
        member.delete()
        if RANK[Role(member.role)] > RANK[Role(kept.role)]:
            Membership.objects.filter(pk=kept.pk).update(role=member.role)


def _fields_to(model: type[models.Model]) -> Iterator["models.ForeignKey[Any, Any]"]:
    """Give all keys of other rows to those of a model."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield relation.field


def _move(field: "models.ForeignKey[Any, Any]", gone: Enterprise, into: Enterprise) -> None:
    """Move rows that name a firm, but those that there may be only one of where the other firm has it."""
    theirs, held = (field.model._base_manager.filter(**{field.name: firm}) for firm in (gone, into))
    rows = theirs
    for names in _once(field):
        taken = {tuple(values) for _pk, *values in held.values_list("pk", *names)}
        listed = theirs.values_list("pk", *names)
        rows = rows.exclude(pk__in=[pk for pk, *values in listed if tuple(values) in taken])
    rows.update(**{field.name: into})


def _once(field: "models.ForeignKey[Any, Any]") -> Iterator[list[str]]:
    """Give the columns of which a firm may have the same values in one row only; none: it has one row."""
    if field.unique:
        yield []
    for rule in field.model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and field.name in rule.fields and rule.condition is None:
            yield [name for name in rule.fields if name != field.name]
