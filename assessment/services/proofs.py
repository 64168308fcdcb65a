"""Writes: a file proves an item, or no longer does."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from assessment.models import Assessment, Proof
from assessment.selectors.proofs import chain_of
from assessment.services.locking import lock_item
from enterprises.domain.uploads import FileProblem
from enterprises.models import FirmFile, User
from enterprises.services.files import RefusedFile, Taken, check_room, forget_file, take_file
from standards.selectors.revisions import compiled


class _Known(Exception):
    """The firm has sent the same content as proof before."""

    def __init__(self, file: FirmFile) -> None:
        super().__init__()
        self.file = file


def add_proof(
    *,
    assessment: Assessment,
    code: str,
    content: "File[bytes]",
    by: User,
    at: datetime,
    replaces: Proof | None = None,
) -> Proof:
    """Keep a file as proof of an item; the same content is kept once for the whole firm.

    `replaces`: a proof of the item in whose place it comes; that stays as an earlier one.
    Raises RefusedFile, SectionClosed, NotDraft, OtherRevision.
    """
    given = _Use(assessment=assessment, code=code, by=by, at=at, replaces=replaces)

    def keep(taken: Taken) -> FirmFile:
        firm = lock_item(assessment, code).enterprise_id
        known = FirmFile.objects.filter(enterprise=firm, sha256=taken.sha256, proofs__isnull=False).first()
        if known:
            raise _Known(known)
        check_room(firm, taken)
        file = FirmFile.objects.create(enterprise_id=firm, added_by=by, added_at=at, **asdict(taken))
        _use(file, given)
        return file

    try:
        file = take_file(content, folder=assessment.public_id.hex, keep=keep)
    except _Known as known:
        with transaction.atomic():
            lock_item(assessment, code)
            return _use(known.file, given)
    return Proof.objects.get(assessment=assessment, code=code, file=file)


@transaction.atomic
def use_file(*, assessment: Assessment, code: str, file: FirmFile, by: User, at: datetime) -> Proof:
    """Let a file that proves something of the firm prove an item too.

    Raises RefusedFile where it does already or is gone, SectionClosed, NotDraft, OtherRevision.
    """
    lock_item(assessment, code)
    return _use(file, _Use(assessment=assessment, code=code, by=by, at=at))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """What a file is to prove. The assessment is held."""

    assessment: Assessment
    code: str
    by: User
    at: datetime
    replaces: Proof | None = None


def _use(file: FirmFile, given: _Use) -> Proof:
    if not FirmFile.objects.filter(pk=file.pk).exists():
        raise RefusedFile(file.name, FileProblem.GONE)
    proof, is_new = Proof.objects.get_or_create(
        assessment=given.assessment,
        code=given.code,
        file=file,
        defaults={"added_by": given.by, "added_at": given.at},
    )
    if not is_new:
        raise RefusedFile(file.name, FileProblem.KNOWN)
    if given.replaces is not None:
        # Whoever replaced it meanwhile is replaced in turn, not beside it: both stand in the list.
        Proof.objects.filter(pk=given.replaces.pk, replaced_by=None).update(replaced_by=proof)
    return proof


@transaction.atomic
def remove_proof(*, proof: Proof) -> None:
    """Take a file away from an item, with those whose place it took; what proves nothing is forgotten.

    Raises SectionClosed, NotDraft, for what was submitted stays, and OtherRevision.
    """
    lock_item(proof.assessment, proof.code)
    files = [one.file_id for one in chain_of(proof)]
    Proof.objects.filter(pk=proof.pk).delete()
    forget_unused(files)


def forget_unused(files: Collection[int]) -> None:
    """Forget those of these files that prove nothing any more. In a transaction."""
    for file in FirmFile.objects.filter(pk__in=files, proofs__isnull=True):
        forget_file(file)


def carry_proofs(*, before: Assessment, to: Assessment) -> None:
    """Let a draft begin with the proof of the result that it corrects or copies. In a transaction."""
    items = compiled(to.revision_id).item_codes
    Proof.objects.bulk_create(
        Proof(
            assessment=to,
            code=proof.code,
            file_id=proof.file_id,
            added_by_id=proof.added_by_id,
            added_at=proof.added_at,
        )
        for proof in Proof.objects.filter(assessment=before, replaced_by=None, code__in=items)
    )
