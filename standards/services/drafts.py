"""Drafts: made from a file or from a published revision, rewritten from a file, thrown away."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from audit.models import Action
from audit.services import record
from editing.domain.texts import Text
from editing.models import State
from editing.models.mapping import columns, write_parts
from editing.services.history import delete, save
from editing.services.lifecycle import lock
from editing.services.refusals import Refusal, RefusedChange
from editing.services.syncing import sync
from enterprises.models import User
from standards.domain import exchange
from standards.domain import standard as domain
from standards.models import Revision, Standard
from standards.models.mapping import TABLE
from standards.selectors import revisions as selectors
from standards.services.refusals import StandardRefusal
from standards.services.verifying import record_verification, write_official_texts


@transaction.atomic
def import_standard(*, standard: domain.Outline, by: User | None, at: datetime) -> Revision:
    """Store a standard, sound or not, as a new draft.

    Raises RefusedChange if the revision exists already, the code belongs to a standard of another origin,
    or the database cannot hold a value exactly.
    """
    row, _created = Standard.objects.get_or_create(code=standard.code, defaults={"origin": standard.origin})
    if row.origin != standard.origin:
        raise RefusedChange(
            StandardRefusal.OTHER_ORIGIN, code=standard.code, found=row.origin, origin=standard.origin
        )
    if Revision.objects.filter(standard=row, number=standard.revision).exists():
        raise RefusedChange(StandardRefusal.EXISTS, f"{standard.code}@{standard.revision}")
    revision = _new_draft(row, standard, based_on=None, by=by, at=at)
    if standard.verification != domain.Verification():
        record_verification(
            revision=revision,
            verification=standard.verification,
            official=exchange.official_texts(standard),
            by=by,
            at=at,
        )
    return revision


@transaction.atomic
def copy_revision(*, revision: Revision, by: User, at: datetime) -> Revision:
    """Return a new draft that says what a published or retired revision says, under the next number.

    Official texts go with it; the verification does not, for nobody has compared the new revision yet.
    Raises RefusedChange if it was never published, or if the standard has a draft already.
    """
    standard = _published(revision)
    siblings = Revision.objects.select_for_update().filter(standard=revision.standard)
    open_ = siblings.filter(state=State.DRAFT).first()
    if open_ is not None:
        raise RefusedChange(Refusal.DRAFT_EXISTS, open_)
    number = siblings.aggregate(newest=Max("number"))["newest"] + 1
    return _new_draft(revision.standard, replace(standard, revision=number), based_on=revision, by=by, at=at)


@transaction.atomic
def derive_standard(*, revision: Revision, code: str, name: Text, by: User, at: datetime) -> Revision:
    """Return the first draft of a local standard that begins as a copy of a revision of another.

    It has a code and a name of its own, and keeps where it comes from: reports list the differences.
    Raises RefusedChange if the revision was never published or the code is taken.
    """
    standard = _published(revision)
    if Standard.objects.filter(code=code).exists():
        raise RefusedChange(StandardRefusal.CODE_TAKEN, code=code)
    row = Standard.objects.create(code=code, origin=domain.Origin.LOCAL, derives_from=revision)
    local = replace(
        standard,
        code=code,
        revision=1,
        origin=domain.Origin.LOCAL,
        name=name,
        document=domain.Document(),
    )
    return _new_draft(row, local, based_on=revision, by=by, at=at)


@transaction.atomic
def replace_draft(*, revision: Revision, standard: domain.Outline, by: User | None, at: datetime) -> Revision:
    """Make a draft say what the standard says, sound or not; only parts that differ are written.

    Code, revision number and origin stay the draft's own. Raises RefusedChange if it is no draft, the
    standard has another code, or the database cannot hold a value exactly.
    """
    draft = lock_draft(revision)
    if standard.code != draft.standard.code:
        raise RefusedChange(StandardRefusal.OTHER_STANDARD, found=standard.code, code=draft.standard.code)
    wanted = replace(standard, revision=draft.number, origin=domain.Origin(draft.standard.origin))
    sync(TABLE, draft, wanted, by=by, at=at)
    write_official_texts(draft, exchange.official_texts(wanted))
    _check_held(draft, wanted)
    return draft


@transaction.atomic
def delete_draft(*, revision: Revision, by: User | None, at: datetime) -> None:
    """Throw a draft away, and its standard if that has no other revision.

    Raises RefusedChange if it is no draft.
    """
    draft = lock_draft(revision)
    standard = draft.standard
    delete(draft, by=by, at=at)
    if not standard.revisions.exists():
        standard.delete()
    record(Action.DELETED, by=by, at=at, kind="revision", subject=f"{standard.code} {draft.number}")


def lock_draft(revision: Revision) -> Revision:
    """Return the draft as it is now, locked until the transaction ends.

    Raises RefusedChange if it is no draft.
    """
    return lock_revision(revision, State.DRAFT, Refusal.NOT_DRAFT)


def lock_revision(revision: Revision, state: State, refusal: Refusal) -> Revision:
    """Return the revision as it is now, locked, with its standard. Raises RefusedChange for another state."""
    rows = Revision.objects.select_related("standard")
    return lock(rows, revision.pk, state=state, refusal=RefusedChange(refusal, revision))


def _published(revision: Revision) -> domain.Standard:
    if revision.state == State.DRAFT:
        raise RefusedChange(StandardRefusal.NEVER_PUBLISHED, revision)
    return selectors.compiled(revision.pk)


def _new_draft(
    row: Standard, standard: domain.Outline, *, based_on: Revision | None, by: User | None, at: datetime
) -> Revision:
    revision = Revision(
        standard=row, based_on=based_on, created_by=by, created_at=at, **columns(TABLE, standard)
    )
    save(revision, by=by, at=at)
    write_parts(TABLE, [(revision, standard)], by=by, at=at)
    write_official_texts(revision, exchange.official_texts(standard))
    _check_held(revision, standard)
    return revision


def _check_held(revision: Revision, standard: domain.Outline) -> None:
    """Raise RefusedChange where the database rounded a value."""
    if exchange.standard_digest(selectors.outline(revision.pk)) != exchange.standard_digest(standard):
        raise RefusedChange(Refusal.NOT_EXACT, revision)
