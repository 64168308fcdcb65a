"""Files on their way into drafts: kept until they are confirmed, forgotten when they are not."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from editing.domain.stored_rows import dump_rows
from editing.domain.table_changes import Content, FilePreview
from editing.domain.table_rows import Row
from editing.models import Upload
from editing.services.refusals import Refusal, RefusedChange
from enterprises.models import User

KEPT = timedelta(days=7)  # a file that nobody confirmed is forgotten then
LONGEST_NAME = 255


@transaction.atomic
def keep_upload(
    *, subject: str, name: str, content: bytes, rows: Iterable[Row], by: User, at: datetime
) -> Upload:
    """Keep what was read from a file, and forget what was left too long. No standard is touched."""
    Upload.objects.filter(uploaded_at__lt=at - KEPT).delete()
    return Upload.objects.create(
        subject=subject,
        file_name=name[-LONGEST_NAME:],
        sha256=hashlib.sha256(content).hexdigest(),
        rows=dump_rows(rows),
        uploaded_by=by,
        uploaded_at=at,
    )


def as_shown(found: FilePreview[Content], basis: str) -> Content:
    """Return what a file makes, if it still changes what was shown. Raises RefusedChange.

    `basis`: that of the preview that was shown.
    """
    if found.basis != basis:
        raise RefusedChange(Refusal.PREVIEW_OUTDATED)
    if found.content is None:
        raise RefusedChange(Refusal.ROWS_REJECTED)
    return found.content


@transaction.atomic
def discard_upload(*, upload: Upload) -> None:
    """Forget a kept file."""
    upload.delete()
