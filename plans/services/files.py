"""Files that prove the work: what they belong to, and how much a plan may hold."""

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from enterprises.domain.uploads import FileProblem
from enterprises.models import User
from enterprises.services.files import RefusedFile, Taken, check_room, forget_file, take_file
from plans.models import FileKind, KeptPlan, Step, StoredFile
from plans.selectors.proofs import stored_bytes
from plans.services.locking import lock_proven


def store_file(
    *, plan: KeptPlan, step: Step | None, kind: FileKind, content: "File[bytes]", by: User, at: datetime
) -> StoredFile:
    """Keep a file as it was sent. Raises RefusedPlan where the plan takes none, RefusedFile."""

    def keep(taken: Taken) -> StoredFile:
        firm = lock_proven(plan.pk)
        if StoredFile.objects.filter(plan=plan, step=step, sha256=taken.sha256).exists():
            raise RefusedFile(taken.name, FileProblem.KNOWN)
        if stored_bytes(plan) + taken.size > settings.PLAN_FILES_MAX_BYTES:
            raise RefusedFile(taken.name, FileProblem.FULL)
        check_room(firm, taken)
        return StoredFile.objects.create(
            enterprise_id=firm,
            plan=plan,
            step=step,
            kind=kind,
            added_by=by,
            added_at=at,
            **asdict(taken),
        )

    return take_file(content, folder=plan.public_id.hex, keep=keep)


@transaction.atomic
def remove_file(*, file: StoredFile) -> None:
    """Forget a file. Raises RefusedPlan where the plan is closed."""
    lock_proven(file.plan_id)
    forget_file(file)
