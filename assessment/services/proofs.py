"""Writes: a file proves an item, or no longer does."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from assessment.models import Assessment, Proof
from assessment.services.locking import lock_draft
from enterprises.domain.uploads import FileProblem
from enterprises.models import FirmFile, User
from enterprises.services.files import RefusedFile, Taken, check_room, forget_file, take_file


class _Known(Exception):
    """The firm has sent the same content as proof before."""

    def __init__(self, file: FirmFile) -> None:
        super().__init__()
        self.file = file


def add_proof(*, assessment: Assessment, code: str, content: "File[bytes]", by: User, at: datetime) -> Proof:
    """Keep a file as proof of an item; the same content is kept once for the whole firm.

    Raises RefusedFile, NotDraft, OtherRevision.
    """

    def keep(taken: Taken) -> FirmFile:
        lock_draft(assessment)
        firm = assessment.enterprise_id
        known = FirmFile.objects.filter(enterprise=firm, sha256=taken.sha256, proofs__isnull=False).first()
        if known:
            raise _Known(known)
        check_room(firm, taken)
        file = FirmFile.objects.create(enterprise_id=firm, added_by=by, added_at=at, **asdict(taken))
        use_file(assessment=assessment, code=code, file=file, by=by, at=at)
        return file

    try:
        file = take_file(content, folder=assessment.public_id.hex, keep=keep)
    except _Known as known:
        return use_file(assessment=assessment, code=code, file=known.file, by=by, at=at)
    return Proof.objects.get(assessment=assessment, code=code, file=file)


@transaction.atomic
def use_file(*, assessment: Assessment, code: str, file: FirmFile, by: User, at: datetime) -> Proof:
    """Let a file that proves something of the firm prove an item too.

    Raises RefusedFile where it does already or is gone, NotDraft, OtherRevision.
    """
    lock_draft(assessment)
    if not FirmFile.objects.filter(pk=file.pk).exists():
        raise RefusedFile(file.name, FileProblem.GONE)
    proof, is_new = Proof.objects.get_or_create(
        assessment=assessment, code=code, file=file, defaults={"added_by": by, "added_at": at}
    )
    if not is_new:
        raise RefusedFile(file.name, FileProblem.KNOWN)
    return proof


@transaction.atomic
def remove_proof(*, proof: Proof) -> None:
    """Take a file away from an item; what proves nothing any more is forgotten.

    Raises NotDraft, for what was submitted stays, and OtherRevision.
    """
    lock_draft(proof.assessment)
    Proof.objects.filter(pk=proof.pk).delete()
    forget_unused([proof.file_id])


def forget_unused(files: Collection[int]) -> None:
    """Forget those of these files that prove nothing any more. In a transaction."""
    for file in FirmFile.objects.filter(pk__in=files, proofs__isnull=True):
        forget_file(file)


def carry_proofs(*, before: Assessment, to: Assessment) -> None:
    """Let a correction begin with the proof of what it corrects. In a transaction."""
    Proof.objects.bulk_create(
        Proof(
            assessment=to,
            code=proof.code,
            file_id=proof.file_id,
            added_by_id=proof.added_by_id,
            added_at=proof.added_at,
        )
        for proof in Proof.objects.filter(assessment=before)
    )
