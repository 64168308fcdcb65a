"""Writes of the standard: import as a draft, publish, retire, record a verification, load a file."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum

from django.db import transaction

from assessment.criteria import rows, selectors
from assessment.criteria.models import OfficialText, Revision, Standard, State, Verification
from assessment.domain import exchange
from assessment.domain import standard as domain
from assessment.domain.canonical import canonical_json, digest
from enterprises.models import User


class RefusedChange(ValueError):
    """The change is not allowed; the message says why."""


class Loaded(Enum):
    PUBLISHED = "published"
    UNCHANGED = "unchanged"


@transaction.atomic
def import_standard(*, standard: domain.Standard, by: User | None, at: datetime) -> Revision:
    """Store a standard as a new draft.

    Raises RefusedChange if the revision exists already, the code belongs to a standard of another origin,
    or the database cannot hold a value exactly.
    """
    row, _created = Standard.objects.get_or_create(code=standard.code, defaults={"origin": standard.origin})
    if row.origin != standard.origin:
        raise RefusedChange(f"{standard.code} exists with the origin {row.origin}, not {standard.origin}")
    if Revision.objects.filter(standard=row, number=standard.revision).exists():
        raise RefusedChange(f"{standard.code}@{standard.revision} exists already")
    revision = Revision.objects.create(
        standard=row, created_by=by, created_at=at, **rows.columns_of_revision(standard)
    )
    rows.write_parts(revision, standard)
    if standard.verification != domain.Verification() or exchange.official_texts(standard):
        record_verification(
            revision=revision,
            verification=standard.verification,
            official=exchange.official_texts(standard),
            by=by,
            at=at,
        )
    if selectors.compiled(revision.pk) != standard:
        raise RefusedChange(f"{revision}: a value has more digits than the database holds")
    return revision


@transaction.atomic
def publish(*, revision: Revision, by: User | None, at: datetime) -> Revision:
    """Freeze a draft for good.

    Raises RefusedChange if it is none, InvalidStandard or ExchangeError if it is not sound.
    """
    standard = selectors.compiled(revision.pk)
    exchange.check(standard)
    changed = Revision.objects.filter(pk=revision.pk, state=State.DRAFT).update(
        state=State.PUBLISHED, digest=exchange.standard_digest(standard), published_by=by, published_at=at
    )
    if not changed:
        raise RefusedChange(f"{revision} is not a draft")
    revision.refresh_from_db()
    return revision


@transaction.atomic
def retire(*, revision: Revision, by: User | None, at: datetime) -> Revision:
    """Offer a published revision no longer; assessments under way stay on it. Raises RefusedChange."""
    changed = Revision.objects.filter(pk=revision.pk, state=State.PUBLISHED).update(
        state=State.RETIRED, retired_by=by, retired_at=at
    )
    if not changed:
        raise RefusedChange(f"{revision} is not published")
    revision.refresh_from_db()
    return revision


@transaction.atomic
def record_verification(
    *,
    revision: Revision,
    verification: domain.Verification,
    official: Mapping[str, str],
    by: User | None,
    at: datetime,
) -> Verification:
    """Record who compared the revision with the original, and the official texts by path.

    Replaces what was recorded before.
    Allowed in every state: nothing here is scored. Raises RefusedChange for a path without a text.
    """
    known = exchange.texts(selectors.compiled(revision.pk))
    for path, text in official.items():
        if path not in known:
            raise RefusedChange(f"{revision} has no text {path}")
        if not text.strip():
            raise RefusedChange(f"{revision}: the official text {path} is empty")
    OfficialText.objects.filter(revision=revision).delete()
    OfficialText.objects.bulk_create(
        OfficialText(revision=revision, path=path, text=text) for path, text in sorted(official.items())
    )
    row, _created = Verification.objects.update_or_create(
        revision=revision,
        defaults={
            "verified_on": verification.on,
            "verified_by": verification.by,
            "source": verification.source,
            "official_digest": digest(canonical_json(official)) if official else "",
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    return row


@transaction.atomic
def load(*, standard: domain.Standard, by: User | None, at: datetime) -> Loaded:
    """Publish a standard from a file, or find it there unchanged.

    A verification in the file is taken over where none is recorded yet, and never replaces one.
    Raises RefusedChange for other content under an existing revision.
    """
    known = Revision.objects.filter(standard__code=standard.code, number=standard.revision)
    revision = known.select_related("standard").first()
    if revision is None:
        publish(revision=import_standard(standard=standard, by=by, at=at), by=by, at=at)
        return Loaded.PUBLISHED
    if revision.state == State.DRAFT:
        raise RefusedChange(f"{revision} exists as a draft; publish or delete it first")
    if revision.digest != exchange.standard_digest(standard):
        raise RefusedChange(f"{revision} is published and says something else; give the file a new revision")
    official = exchange.official_texts(standard)
    given = official or standard.verification != domain.Verification()
    if given and not Verification.objects.filter(revision=revision).exists():
        record_verification(
            revision=revision, verification=standard.verification, official=official, by=by, at=at
        )
    return Loaded.UNCHANGED
