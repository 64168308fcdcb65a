"""The package as one zip file: index, results, records and files, each in its folder."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from shutil import copyfileobj
from typing import IO

from django.utils import timezone

from plans.models import StoredFile
from plans.presenters.acceptance.document import document, missing_lines
from plans.selectors.dossier import Dossier, StepRecord
from plans.wording import places
from reports.document.typesetting import typeset

BYTE_ORDER_MARK = "\ufeff"  # so that old Notepads read Chinese


def write_archive(
    file: IO[bytes],
    dossier: Dossier,
    *,
    number: str,
    at: datetime,
    reports: tuple[bytes, bytes | None],
    progress: Callable[[int], None],
) -> None:
    """Write the zip into an open file, in the active language. `reports`: the PDFs before and after.

    `at`: when it was asked for; entries carry that time, so that equal rows give equal bytes. `progress`
    hears the percent of the files that are in.
    """
    with zipfile.ZipFile(file, "w") as archive:
        _Writer(archive, at).write(dossier, number=number, reports=reports, progress=progress)


class _Writer:
    def __init__(self, archive: zipfile.ZipFile, at: datetime) -> None:
        self._archive = archive
        self._at = at

    def write(
        self,
        dossier: Dossier,
        *,
        number: str,
        reports: tuple[bytes, bytes | None],
        progress: Callable[[int], None],
    ) -> None:
        self._put(places.index(), typeset(document(dossier, number=number, at=self._at)))
        self._put_lines(places.missing(), missing_lines(dossier))
        self._put_result(places.before(), dossier.plan.snapshot.payload, reports[0])
        if dossier.after_row and reports[1]:
            self._put_result(places.after(), dossier.after_row.payload, reports[1])
        for record in dossier.steps:
            self._put_lines(places.notes(record), _note_lines(record))
        paths = places.of_files(dossier)
        for count, (stored, path) in enumerate(paths.items(), start=1):
            self._copy(path, stored)
            progress(100 * count // len(paths))

    def _put_result(self, folder: str, payload: str, report: bytes) -> None:
        self._put(f"{folder}/{places.report()}", report)
        self._put(f"{folder}/{places.data()}", payload.encode())

    def _put_lines(self, path: str, lines: tuple[str, ...]) -> None:
        """Put a text file, unless there is nothing to say."""
        if lines:
            self._put(path, "\r\n".join((BYTE_ORDER_MARK + lines[0], *lines[1:], "")).encode())

    def _put(self, path: str, content: bytes) -> None:
        self._archive.writestr(self._entry(path, zipfile.ZIP_DEFLATED), content)

    def _copy(self, path: str, stored: StoredFile) -> None:
        # What people upload is packed already: pictures, PDFs, office files.
        with (
            stored.file.open("rb") as source,
            self._archive.open(self._entry(path, zipfile.ZIP_STORED), "w") as target,
        ):
            copyfileobj(source, target)

    def _entry(self, path: str, method: int) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(path, timezone.localtime(self._at).timetuple()[:6])
        entry.compress_type = method
        entry.external_attr = 0o644 << 16
        return entry


def _note_lines(record: StepRecord) -> tuple[str, ...]:
    return tuple(
        f"{timezone.localtime(note.at):%Y-%m-%d %H:%M} {note.by}：{note.text}" for note in record.notes
    )
