"""Publication: what is checked, by whom, and what it freezes; and the same for files."""

from datetime import datetime
from enum import Enum

from django.db import transaction

from editing.models import State
from editing.services.history import save
from editing.services.lifecycle import check_four_eyes, mark_published, mark_retired, own_work
from editing.services.refusals import Refusal, RefusedChange
from enterprises.models import User
from standards.domain import exchange
from standards.domain import standard as domain
from standards.domain.revising import graded_otherwise, reused_codes
from standards.models import Revision, Verification
from standards.selectors import revisions as selectors
from standards.services.drafts import import_standard, lock_draft, lock_revision
from standards.services.refusals import StandardRefusal
from standards.services.verifying import record_verification


class Loaded(Enum):
    PUBLISHED = "published"
    UNCHANGED = "unchanged"


@transaction.atomic
def publish(
    *, revision: Revision, by: User | None, at: datetime, note: str = "", erratum: str = ""
) -> Revision:
    """Freeze a draft for good.

    `note`: what changed and why; people must give one. `erratum`: the source that allows an official
    standard to be graded otherwise than its last revision.

    Raises RefusedChange if it is no draft, or for what `check_publication` refuses; InvalidStandard
    if it is not sound.
    """
    draft = lock_draft(revision)
    standard = selectors.compiled(draft.pk)
    check_publication(revision=draft, standard=standard, erratum=erratum)
    own = own_work([draft], by=by, authors=selectors.author_ids)
    check_four_eyes(own)
    if by is not None and not note.strip():
        raise RefusedChange(Refusal.NOTE_MISSING, draft)
    draft.change_note, draft.erratum_source = note.strip(), erratum.strip()
    draft.same_person = bool(own)
    mark_published(draft, digest=exchange.standard_digest(standard), by=by, at=at)
    save(draft, by=by, at=at)
    return draft


def check_publication(*, revision: Revision, standard: domain.Standard, erratum: str) -> None:
    """Refuse a draft that breaks with what was published before.

    Raises RefusedChange if it says what its base says, if a code meant something else in an earlier
    revision, or if an official standard is graded otherwise without the source of the erratum.
    """
    before = [selectors.compiled(known.pk) for known in selectors.published_before(revision)]
    reused = reused_codes(before, standard)
    if reused:
        raise RefusedChange(StandardRefusal.CODE_REUSED, codes=", ".join(reused))
    base = selectors.compiled(revision.based_on_id) if revision.based_on_id else None
    if base is not None and exchange.same_content(base, standard):
        raise RefusedChange(StandardRefusal.NOTHING_CHANGED, revision)
    codes = () if erratum.strip() else codes_for_erratum(revision=revision, standard=standard)
    if codes:
        raise RefusedChange(StandardRefusal.ERRATUM_MISSING, codes=", ".join(codes))


def codes_for_erratum(*, revision: Revision, standard: domain.Standard) -> tuple[str, ...]:
    """Return the codes of what an official standard grades otherwise than its last published revision.

    Empty for any other standard, and for the first revision: neither needs a source.
    """
    if standard.origin is not domain.Origin.OFFICIAL:
        return ()
    before = selectors.published_before(revision)
    return graded_otherwise(selectors.compiled(before[-1].pk), standard) if before else ()


@transaction.atomic
def retire(*, revision: Revision, by: User | None, at: datetime) -> Revision:
    """Offer a published revision no longer; assessments under way stay on it. Raises RefusedChange."""
    row = lock_revision(revision, State.PUBLISHED, Refusal.NOT_PUBLISHED)
    mark_retired(row, by=by, at=at)
    save(row, by=by, at=at)
    return row


@transaction.atomic
def load(*, standard: domain.Standard, by: User | None, at: datetime, erratum: str = "") -> Loaded:
    """Publish a standard from a file, or find it there unchanged.

    A verification in the file is taken over where none is recorded yet, and never replaces one. `erratum`:
    the source that allows an official standard to be graded otherwise.
    Raises RefusedChange for other content under an existing revision, and what `publish` raises.
    """
    known = Revision.objects.filter(standard__code=standard.code, number=standard.revision)
    revision = known.select_related("standard").first()
    if revision is None:
        publish(revision=import_standard(standard=standard, by=by, at=at), by=by, at=at, erratum=erratum)
        return Loaded.PUBLISHED
    if revision.state == State.DRAFT:
        raise RefusedChange(Refusal.DRAFT_EXISTS, revision)
    if revision.digest != exchange.standard_digest(standard):
        raise RefusedChange(StandardRefusal.OTHER_CONTENT, revision)
    official = exchange.official_texts(standard)
    given = official or standard.verification != domain.Verification()
    if given and not Verification.objects.filter(revision=revision).exists():
        record_verification(
            revision=revision, verification=standard.verification, official=official, by=by, at=at
        )
    return Loaded.UNCHANGED
