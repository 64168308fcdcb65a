"""A firm is erased with all that is its own; a tombstone stays.

Rows are found by the relations of the models, so that nothing an app above adds is forgotten.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import SET_NULL, FileField, ForeignObjectRel, Model, QuerySet

from audit.models import Action
from audit.services import record
from enterprises.domain.erasure import NUMBERED, SUBMITTED, number_digest, results_digest
from enterprises.models import Enterprise, ErasedNumber, Tombstone, User
from enterprises.selectors.erasing import lacks_consent, list_due_firms
from enterprises.services.files import remove_later
from enterprises.services.mailing import tell_members
from jobs.models import Job

Rows = dict[type[Model], set[Any]]  # primary keys by model; whole before part
BATCH = 500


@transaction.atomic
def ask_to_erase(*, enterprise: Enterprise, by: User, at: datetime) -> bool:
    """Have a firm erased after the waiting time, and tell its members; False where it is to be already."""
    asked = Enterprise.objects.filter(pk=enterprise.pk, erase_due_at=None).update(
        erase_asked_by=by, erase_asked_at=at, erase_due_at=at + timedelta(days=settings.ERASE_DAYS)
    )
    if asked:
        enterprise.refresh_from_db()
        told = {"needs_consent": lacks_consent(enterprise, at), "by": by}
        tell_members(enterprise, "enterprises/email/erasure_asked", told)
        record(Action.ERASURE_ASKED, by=by, at=at, kind="enterprise", subject=enterprise.public_id)
    return bool(asked)


@transaction.atomic
def agree_to_erase(*, enterprise: Enterprise, by: User, at: datetime) -> bool:
    """Note a second member's consent; False where none is waited for, or it is who asked."""
    waiting = Enterprise.objects.filter(erase_due_at__isnull=False, erase_agreed_by=None)
    agreed = waiting.filter(pk=enterprise.pk).exclude(erase_asked_by=by).update(erase_agreed_by=by)
    if agreed:
        record(Action.ERASURE_AGREED, by=by, at=at, kind="enterprise", subject=enterprise.public_id)
    return bool(agreed)


@transaction.atomic
def cancel_erasure(*, enterprise: Enterprise, by: User, at: datetime) -> bool:
    """Let a firm stay, and tell its members; False where it was not to be erased."""
    stays = Enterprise.objects.filter(pk=enterprise.pk, erase_due_at__isnull=False).update(
        erase_asked_by=None, erase_asked_at=None, erase_due_at=None, erase_agreed_by=None
    )
    if stays:
        tell_members(enterprise, "enterprises/email/erasure_cancelled", {"by": by})
        record(Action.ERASURE_CANCELLED, by=by, at=at, kind="enterprise", subject=enterprise.public_id)
    return bool(stays)


@transaction.atomic
def erase(*, enterprise: Enterprise, by: User | None, at: datetime) -> Tombstone:
    """Delete a firm with all rows and files that are its own; leave a tombstone. `by`: None for a command.

    Raises Enterprise.DoesNotExist: somebody was faster.
    """
    firm = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    tell_members(firm, "enterprises/email/erased", {})
    rows = rows_of(firm)
    tombstone = _bury(firm, rows, by=by, at=at)
    jobs = set(_values(rows, lambda field: field.related_model is Job))
    for name in _values(rows, lambda field: isinstance(field, FileField)):
        if name:
            remove_later(str(name))
    # Foreign keys are looked at when the transaction ends; triggers of a part look at its whole before.
    for model in reversed(rows):
        for found in _in_batches(model, rows[model]):
            found._raw_delete(found.db)
    for found in _in_batches(Job, jobs):
        found._raw_delete(found.db)
    detail = f"erased, {tombstone.results} results, {tombstone.digest}"
    record(Action.DELETED, by=by, at=at, kind="enterprise", subject=firm.public_id, detail=detail)
    return tombstone


@transaction.atomic
def erase_if_due(*, enterprise: Enterprise, at: datetime) -> Tombstone | None:
    """Erase a firm whose time has come; None where somebody has cancelled it meanwhile."""
    firm = list_due_firms(at).select_for_update(of=["self"]).filter(pk=enterprise.pk).first()
    return erase(enterprise=firm, by=firm.erase_asked_by, at=at) if firm else None


def rows_of(enterprise: Enterprise) -> Rows:
    """Return the keys of all rows that are there because of a firm."""
    found: Rows = {Enterprise: {enterprise.pk}}
    waiting: list[type[Model]] = [Enterprise]
    while waiting:
        whole = waiting.pop(0)
        for relation in whole._meta.get_fields(include_hidden=True):
            if not isinstance(relation, ForeignObjectRel) or relation.on_delete is SET_NULL:
                continue
            part = relation.related_model
            theirs = part._base_manager.filter(**{f"{relation.field.name}__in": found[whole]})
            new = set(theirs.values_list("pk", flat=True)) - found.get(part, set())
            if new:
                found.setdefault(part, set()).update(new)
                waiting.append(part)
    return found


def _bury(firm: Enterprise, rows: Rows, *, by: User | None, at: datetime) -> Tombstone:
    payloads = _column(rows, SUBMITTED)
    tombstone = Tombstone.objects.create(
        firm=firm.pk,
        public_id=firm.public_id,
        registered_at=firm.created_at,
        asked_at=firm.erase_asked_at,
        erased_at=at,
        by=by.pk if by else None,
        results=len(payloads),
        digest=results_digest(payloads),
    )
    numbers = [number for column in NUMBERED for number in _column(rows, column)]
    ErasedNumber.objects.bulk_create(
        ErasedNumber(tombstone=tombstone, digest=number_digest(number)) for number in numbers
    )
    return tombstone


def _column(rows: Rows, column: str) -> list[Any]:
    label, _dot, name = column.rpartition(".")
    model = apps.get_model(label)
    found = _in_batches(model, rows.get(model, set()))
    return [value for part in found for value in part.values_list(name, flat=True)]


def _values(rows: Rows, wanted: Any) -> Iterator[Any]:
    """Give what stands in the columns that are wanted, of all rows."""
    for model in rows:
        for field in model._meta.local_concrete_fields:
            if wanted(field):
                yield from _column(rows, f"{model._meta.label}.{field.attname}")


def _in_batches(model: type[Model], keys: set[Any]) -> Iterator[QuerySet[Any]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        yield model._base_manager.filter(pk__in=ordered[start : start + BATCH])
