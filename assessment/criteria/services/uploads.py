"""Files on their way into a draft: kept until they are confirmed, then written exactly as they were shown."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from assessment.criteria.files.preview import Preview, preview
from assessment.criteria.files.tables import standard_code
from assessment.criteria.models import Revision, State, Subject, Upload
from assessment.criteria.services.drafts import copy_revision, import_standard, replace_draft
from assessment.criteria.services.refusals import Reason, RefusedChange
from assessment.domain.standard import Outline
from assessment.domain.stored_rows import dump_rows, load_rows
from assessment.domain.table_rows import Row
from enterprises.models import User

KEPT = timedelta(days=7)  # a file that nobody confirmed is forgotten then
LONGEST_NAME = 255


@transaction.atomic
def keep_upload(
    *, subject: Subject, name: str, content: bytes, rows: Iterable[Row], by: User, at: datetime
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


@transaction.atomic
def confirm_upload(*, upload: Upload, basis: str, official: bool, by: User, at: datetime) -> Revision:
    """Write a kept file into its draft, which is made if there is none, and forget the file.

    `basis`: that of the preview that was shown. Raises RefusedChange, and leaves all as it is, if the file
    would now change something else, has rows that cannot be taken, or changes nothing.
    """
    rows = load_rows(upload.rows)
    _lock_drafts(rows)
    found = preview(rows, official=official)
    if found.basis != basis:
        raise RefusedChange(Reason.PREVIEW_OUTDATED)
    if found.outline is None:
        raise RefusedChange(Reason.ROWS_REJECTED)
    if found.comparison.is_empty:
        raise RefusedChange(Reason.NOTHING_TO_IMPORT, revision=found.target.draft or found.target.newest)
    revision = _write(found, found.outline, by=by, at=at)
    upload.delete()
    return revision


@transaction.atomic
def discard_upload(*, upload: Upload) -> None:
    """Forget a kept file."""
    upload.delete()


def _lock_drafts(rows: tuple[Row, ...]) -> None:
    """Keep the draft of the file's standard as it is until the transaction ends."""
    drafts = Revision.objects.filter(state=State.DRAFT, standard__code=standard_code(rows))
    list(drafts.select_for_update(of=("self",)))


def _write(found: Preview, outline: Outline, *, by: User, at: datetime) -> Revision:
    target = found.target
    if target.draft:
        return replace_draft(revision=target.draft, standard=outline, by=by, at=at)
    if target.newest:
        draft = copy_revision(revision=target.newest, by=by, at=at)
        return replace_draft(revision=draft, standard=outline, by=by, at=at)
    return import_standard(standard=outline, by=by, at=at)
