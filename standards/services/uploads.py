"""Files on their way into a draft: kept until they are confirmed, then written exactly as they were shown."""

from datetime import datetime

from django.db import transaction

from editing.domain.stored_rows import load_rows
from editing.domain.table_rows import Row
from editing.models import State, Upload
from editing.services.refusals import RefusedChange
from editing.services.uploads import as_shown, discard_upload
from enterprises.models import User
from standards.domain.standard import Outline
from standards.domain.tables import standard_code
from standards.models import Revision
from standards.selectors.preview import Target, preview
from standards.services.drafts import copy_revision, import_standard, replace_draft
from standards.services.refusals import StandardRefusal


@transaction.atomic
def confirm_upload(*, upload: Upload, basis: str, official: bool, by: User, at: datetime) -> Revision:
    """Write a kept file into its draft, which is made if there is none, and forget the file.

    `basis`: that of the preview that was shown. Raises RefusedChange, and leaves all as it is, if the file
    would now change something else, has rows that cannot be taken, or changes nothing.
    """
    rows = load_rows(upload.rows)
    _lock_drafts(rows)
    found = preview(rows, official=official)
    outline = as_shown(found, basis)
    if found.comparison.is_empty:
        raise RefusedChange(StandardRefusal.NOTHING_TO_IMPORT, found.target.draft or found.target.newest)
    revision = _write(found.target, outline, by=by, at=at)
    discard_upload(upload=upload)
    return revision


def _lock_drafts(rows: tuple[Row, ...]) -> None:
    """Keep the draft of the file's standard as it is until the transaction ends."""
    drafts = Revision.objects.filter(state=State.DRAFT, standard__code=standard_code(rows))
    list(drafts.select_for_update(of=("self",)))


def _write(target: Target, outline: Outline, *, by: User, at: datetime) -> Revision:
    if target.draft:
        return replace_draft(revision=target.draft, standard=outline, by=by, at=at)
    if target.newest:
        draft = copy_revision(revision=target.newest, by=by, at=at)
        return replace_draft(revision=draft, standard=outline, by=by, at=at)
    return import_standard(standard=outline, by=by, at=at)
