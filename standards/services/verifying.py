"""What a verifier learns of a revision: who compared it with the original, and the official wording."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from audit.models import Action
from audit.services import record
from editing.domain.canonical import canonical_json, digest
from editing.services.history import save
from editing.services.lifecycle import own_work
from editing.services.refusals import RefusedChange
from enterprises.models import User
from standards.domain import exchange
from standards.domain import standard as domain
from standards.models import OfficialText, Revision, Verification
from standards.selectors import revisions as selectors
from standards.services.refusals import StandardRefusal


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
    outline = selectors.outline(revision.pk)
    known = exchange.texts(outline)
    for path, text in official.items():
        if path not in known:
            raise RefusedChange(StandardRefusal.NO_TEXT_THERE, revision, path=path)
        if not text.strip():
            raise RefusedChange(StandardRefusal.EMPTY_OFFICIAL_TEXT, revision, path=path)
    write_official_texts(revision, official)
    row = Verification.objects.filter(revision=revision).first() or Verification(revision=revision)
    row.verified_on = verification.on
    row.verified_by = verification.by
    row.source = verification.source
    row.official_digest = digest(canonical_json(official)) if official else ""
    row.compared_digest = exchange.standard_digest(outline)
    row.recorded_by = by
    row.recorded_at = at
    save(row, by=by, at=at)
    record(Action.COMPARED, by=by, at=at, kind="revision", subject=revision.pk)
    return row


@transaction.atomic
def amend_verification(
    *,
    revision: Revision,
    verification: domain.Verification,
    official: Mapping[str, str],
    by: User | None,
    at: datetime,
) -> Verification:
    """Record a verification and some of the official texts; those of other paths stay as they are.

    An empty text takes the one recorded away. Raises RefusedChange for a path without a text, and, where the
    setting FOUR_EYES asks for somebody else, for the comparison of what the person wrote.
    """
    Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    if verification.on and own_comparison(revision, by=by):
        raise RefusedChange(StandardRefusal.OWN_COMPARISON, revision)
    recorded = OfficialText.objects.filter(revision=revision).values_list("path", "text")
    texts = {path: text for path, text in (dict(recorded) | dict(official)).items() if text}
    return record_verification(revision=revision, verification=verification, official=texts, by=by, at=at)


def own_comparison(revision: Revision, *, by: User | None) -> bool:
    """Return whether the person may not say that a revision was compared, having written a part of it."""
    return settings.FOUR_EYES and bool(own_work([revision], by=by, authors=selectors.author_ids))


def is_compared(revision: Revision, digest: str) -> bool:
    """Return whether somebody compared the content of this digest with the original."""
    compared = Verification.objects.filter(revision=revision, compared_digest=digest)
    return compared.exclude(verified_on=None).exists()


def drop_outdated(*, revision: Revision, digest: str, by: User | None, at: datetime) -> None:
    """Take back a comparison that was made of other content than the digest's; official texts stay."""
    row = Verification.objects.filter(revision=revision).exclude(compared_digest=digest).first()
    if row is not None:
        row.verified_on, row.verified_by, row.source = None, "", ""
        save(row, by=by, at=at)


def write_official_texts(revision: Revision, official: Mapping[str, str]) -> None:
    """Make the official texts of a revision these, by path."""
    OfficialText.objects.filter(revision=revision).delete()
    OfficialText.objects.bulk_create(
        OfficialText(revision=revision, path=path, text=text) for path, text in sorted(official.items())
    )
