"""Publication: what is checked, by whom, and what it freezes; and the same for files."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db import transaction

from audit.models import Action
from audit.services import record
from editing.models import State
from editing.services.history import save
from editing.services.lifecycle import check_four_eyes, mark_published, mark_retired, own_work
from editing.services.refusals import Refusal, RefusedChange
from enterprises.models import User
from standards.domain import exchange
from standards.domain import standard as domain
from standards.domain.revising import departures, graded_otherwise, names_a_document, reused_codes
from standards.models import Revision, Verification
from standards.selectors import revisions as selectors
from standards.services.drafts import import_standard, lock_draft, lock_revision
from standards.services.refusals import StandardRefusal
from standards.services.verifying import drop_outdated, record_verification


class Loaded(Enum):
    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    DRAFT = "draft"  # waits for a person who publishes it


@dataclass(frozen=True, slots=True)
class Erratum:
    """Why an official standard is graded otherwise. `confirmed`: a person compared the two."""

    source: str = ""
    confirmed: bool = False


NO_ERRATUM = Erratum()


@transaction.atomic
def publish(
    *, revision: Revision, by: User | None, at: datetime, note: str = "", erratum: Erratum = NO_ERRATUM
) -> Revision:
    """Freeze a draft for good. A comparison with the original that was made of other content is dropped.

    `note`: what changed and why; people must give one. `erratum`: what allows an official standard to be
    graded otherwise than its last revision; then nobody publishes their own work, nor does a command.

    Raises RefusedChange if it is no draft, or for what `check_publication` refuses; InvalidStandard
    if it is not sound.
    """
    draft = lock_draft(revision)
    standard = selectors.compiled(draft.pk)
    own = own_work([draft], by=by, authors=selectors.author_ids)
    check_publication(revision=draft, standard=standard, erratum=erratum, second=by is not None and not own)
    check_four_eyes(own)
    if by is not None and not note.strip():
        raise RefusedChange(Refusal.NOTE_MISSING, draft)
    draft.change_note, draft.erratum_source = note.strip(), erratum.source.strip()
    draft.same_person = bool(own)
    digest = exchange.standard_digest(standard)
    mark_published(draft, digest=digest, by=by, at=at)
    save(draft, by=by, at=at)
    drop_outdated(revision=draft, digest=digest, by=by, at=at)
    record(Action.PUBLISHED, by=by, at=at, kind="revision", subject=_name(draft))
    return draft


def _name(revision: Revision) -> str:
    return f"{revision.standard.code} {revision.number}"


def check_publication(
    *, revision: Revision, standard: domain.Standard, erratum: Erratum, second: bool
) -> None:
    """Refuse a draft that breaks with what was published before.

    `second`: whoever publishes is a person who wrote nothing of it.
    Raises RefusedChange if it says what its base says, if a code meant something else in an earlier
    revision, if an official standard has other scored parts, or if it is graded otherwise without a source
    that a second person confirms.
    """
    before = [selectors.compiled(known.pk) for known in selectors.published_before(revision)]
    reused = reused_codes(before, standard)
    if reused:
        raise RefusedChange(StandardRefusal.CODE_REUSED, codes=", ".join(reused))
    base = selectors.compiled(revision.based_on_id) if revision.based_on_id else None
    if base is not None and exchange.same_content(base, standard):
        raise RefusedChange(StandardRefusal.NOTHING_CHANGED, revision)
    last = _last_official(revision, standard)
    if last is None:
        return
    if codes := departures(last, standard):
        raise RefusedChange(StandardRefusal.MAKES_IT_LOCAL, codes=", ".join(codes))
    if codes := graded_otherwise(last, standard):
        _check_erratum(erratum, second=second, codes=", ".join(codes))


def _check_erratum(erratum: Erratum, *, second: bool, codes: str) -> None:
    if not second:
        raise RefusedChange(StandardRefusal.OWN_ERRATUM, codes=codes)
    if not erratum.source.strip():
        raise RefusedChange(StandardRefusal.ERRATUM_MISSING, codes=codes)
    if not names_a_document(erratum.source):
        raise RefusedChange(StandardRefusal.ERRATUM_VAGUE, codes=codes)
    if not erratum.confirmed:
        raise RefusedChange(StandardRefusal.SOURCE_UNCONFIRMED, codes=codes)


def codes_for_erratum(*, revision: Revision, standard: domain.Standard) -> tuple[str, ...]:
    """Return the codes of what an official standard grades otherwise than its last published revision.

    Empty for any other standard, and for the first revision: neither needs a source.
    """
    last = _last_official(revision, standard)
    return graded_otherwise(last, standard) if last else ()


def _last_official(revision: Revision, standard: domain.Standard) -> domain.Standard | None:
    if standard.origin is not domain.Origin.OFFICIAL:
        return None
    before = selectors.published_before(revision)
    return selectors.compiled(before[-1].pk) if before else None


@transaction.atomic
def retire(*, revision: Revision, by: User | None, at: datetime) -> Revision:
    """Offer a published revision no longer; assessments under way stay on it. Raises RefusedChange."""
    row = lock_revision(revision, State.PUBLISHED, Refusal.NOT_PUBLISHED)
    mark_retired(row, by=by, at=at)
    save(row, by=by, at=at)
    record(Action.RETIRED, by=by, at=at, kind="revision", subject=_name(row))
    return row


@transaction.atomic
def load(
    *, standard: domain.Standard, by: User | None, at: datetime, at_once: bool, erratum: str = ""
) -> Loaded:
    """Publish a standard from a file, leave it as a draft, or find it there unchanged.

    `at_once`: the file is as good as this code, so it is published and its verification taken over where none
    is recorded yet; otherwise it waits as a draft, without it. What needs an erratum always waits.
    `erratum`: a source for whoever publishes the draft.
    Raises RefusedChange for other content under an existing revision, and what `publish` raises.
    """
    known = Revision.objects.filter(standard__code=standard.code, number=standard.revision)
    revision = known.select_related("standard").first()
    if revision is None:
        given = standard if at_once else exchange.unverified(standard)
        draft = import_standard(standard=given, by=by, at=at)
        if not at_once or codes_for_erratum(revision=draft, standard=standard):
            draft.erratum_source = erratum.strip()
            save(draft, by=by, at=at)
            return Loaded.DRAFT
        publish(revision=draft, by=by, at=at)
        return Loaded.PUBLISHED
    if revision.state == State.DRAFT:
        if exchange.same_content(selectors.outline(revision.pk), standard):
            return Loaded.DRAFT
        raise RefusedChange(Refusal.DRAFT_EXISTS, revision)
    if revision.digest != exchange.standard_digest(standard):
        raise RefusedChange(StandardRefusal.OTHER_CONTENT, revision)
    if at_once:
        _take_verification(revision, standard, by=by, at=at)
    return Loaded.UNCHANGED


def _take_verification(
    revision: Revision, standard: domain.Standard, *, by: User | None, at: datetime
) -> None:
    """Record what the file says of a comparison, unless something is recorded already."""
    official = exchange.official_texts(standard)
    given = official or standard.verification != domain.Verification()
    if given and not Verification.objects.filter(revision=revision).exists():
        record_verification(
            revision=revision, verification=standard.verification, official=official, by=by, at=at
        )
