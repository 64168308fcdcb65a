"""Files of the library on their way into drafts: written exactly as they were shown."""

from datetime import datetime

from django.db import transaction

from editing.domain.stored_rows import load_rows
from editing.models import Upload
from editing.services.uploads import as_shown, discard_upload
from enterprises.models import User
from roadmap.selectors.entries import Changes
from roadmap.selectors.preview import preview
from roadmap.services.drafts import import_library


@transaction.atomic
def confirm_upload(*, upload: Upload, basis: str, by: User, at: datetime) -> Changes:
    """Write drafts of what is new or changed in a kept file, and forget the file.

    `basis`: that of the preview that was shown. Raises RefusedChange, and leaves all as it is, if something
    was published since, if the file has rows that cannot be taken, and for what `import_library` refuses.
    """
    found = preview(load_rows(upload.rows))
    changes = import_library(library=as_shown(found, basis), by=by, at=at)
    discard_upload(upload=upload)
    return changes
