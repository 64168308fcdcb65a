"""Files that prove the work: kept under names that nobody can guess, outside what the web server sends."""

import hashlib
import uuid
from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from enterprises.domain.file_names import clean_name
from enterprises.models import User, private_storage
from plans.domain import file_content, uploads
from plans.domain.uploads import FileProblem
from plans.models import FileKind, KeptPlan, Step, StoredFile
from plans.selectors.proofs import firm_bytes, stored_bytes
from plans.services.locking import lock_proven, lock_room


class RefusedFile(Exception):
    """Raised where a file is not taken; nothing is kept of it."""

    def __init__(self, name: str, problem: FileProblem) -> None:
        super().__init__(name, problem)
        self.name = name
        self.problem = problem


def store_file(
    *, plan: KeptPlan, step: Step | None, kind: FileKind, content: "File[bytes]", by: User, at: datetime
) -> StoredFile:
    """Keep a file as it was sent, under its cleaned name, with the ending of what it is.

    Raises RefusedPlan where the plan takes none, RefusedFile where it is none of those that are taken.
    """
    name, size = _checked(content)
    digest = _sha256(content)
    path = private_storage().save(f"{plan.public_id.hex}/{uuid.uuid4().hex}", content)
    try:
        with transaction.atomic():
            lock_proven(plan.pk)
            _check_room(plan, step, size=size, digest=digest, name=name)
            return StoredFile.objects.create(
                plan=plan,
                step=step,
                kind=kind,
                name=name,
                file=path,
                size=size,
                sha256=digest,
                added_by=by,
                added_at=at,
            )
    except Exception:
        private_storage().delete(path)
        raise


@transaction.atomic
def remove_file(*, file: StoredFile) -> None:
    """Forget a file; its content goes once that is certain. Raises RefusedPlan where the plan is closed."""
    lock_proven(file.plan_id)
    StoredFile.objects.filter(pk=file.pk).delete()
    transaction.on_commit(partial(private_storage().delete, str(file.file.name)))


def _checked(content: "File[bytes]") -> tuple[str, int]:
    """Return the name and the size of a file that may be taken. Raises RefusedFile."""
    name = clean_name(str(content.name))
    content.seek(0)
    head = content.read(file_content.HEAD_BYTES)
    content.seek(file_content.second_look(head, content.size))
    more = content.read(file_content.HEAD_BYTES)
    found = uploads.problem(name, head, more)
    if found is None and content.size > settings.FILE_MAX_BYTES:
        found = FileProblem.LARGE
    if found is not None:
        raise RefusedFile(name, found)
    return uploads.named_by_content(name, head, more), content.size


def _check_room(plan: KeptPlan, step: Step | None, *, size: int, digest: str, name: str) -> None:
    if StoredFile.objects.filter(plan=plan, step=step, sha256=digest).exists():
        raise RefusedFile(name, FileProblem.KNOWN)
    if stored_bytes(plan) + size > settings.PLAN_FILES_MAX_BYTES:
        raise RefusedFile(name, FileProblem.FULL)
    lock_room(plan.enterprise_id)
    if firm_bytes(plan.enterprise_id) + size > settings.FIRM_FILES_MAX_BYTES:
        raise RefusedFile(name, FileProblem.FIRM_FULL)


def _sha256(content: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()
