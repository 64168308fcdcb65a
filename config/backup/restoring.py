"""`manage.py restore`: a backup into an empty installation, and what differs between the two."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import connection

from config.backup import databases, files, making
from config.backup.folder import KeptBackup, told
from config.backup.on_disk import OnDisk
from config.backup.rows import Row, differences, digests
from config.backup.trouble import BackupFailed

CUT_OFF = (
    "a backup is restored where there are no files yet. The database is empty: nothing there belongs to it. "
    "If a restore was killed before, delete files and signing in SHUJIE_VAR_DIR (object store: what is in "
    "the bucket) and begin anew."
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says of itself."""

    at: str
    version: str
    vendor: str
    rows: int
    files: Mapping[str, str]  # digests by name, in order


def opened(backup: KeptBackup) -> Contents:
    """Return what the backup holds. Raises BackupFailed if it is damaged or cannot be read here."""
    if damage := list(backup.damage()):
        raise BackupFailed("The backup is damaged:\n" + "\n".join(damage))
    manifest: dict[str, Any] = json.loads(backup.read("manifest"))
    match manifest.pop("format", None):
        case 1:
            listed = OnDisk(manifest.pop("files").items())
        case making.FORMAT:
            listed = OnDisk(backup.lines("files", settings.VAR_DIR))
        case _:
            raise BackupFailed("The backup was made by another version: restore it with that one.")
    contents = Contents(**manifest, files=listed)
    if contents.vendor != connection.vendor:
        words = f"The backup is of {contents.vendor}, DATABASE_URL leads to {connection.vendor}."
        raise BackupFailed(f"{words} Set DATABASE_URL to an empty database of the same kind.")
    return contents


def restore(backup: KeptBackup, contents: Contents) -> None:
    """Bring everything back, or nothing. Raises BackupFailed, also where the installation is not empty."""
    if not databases.is_empty():
        raise BackupFailed("The database is not empty: a backup is restored into an empty one.")
    if there := next(files.here(), None):
        raise BackupFailed(f"{there.name} is there: {CUT_OFF}")
    try:
        for name in contents.files:
            _restore_file(backup, name)
        databases.load(lambda writer: backup.unseal("database", writer))
    except BaseException:  # also Ctrl+C
        for file in files.here():  # there were none before
            file.delete()
        raise


def _restore_file(backup: KeptBackup, name: str) -> None:
    place, var = files.place_of(name), settings.VAR_DIR
    with told(var), TemporaryFile(dir=var) as held:
        backup.unseal(name, held)
        if place.save(File(held)) != place.path:
            raise BackupFailed(f"{name} was written by somebody else meanwhile: stop web and worker.")


def compare(backup: KeptBackup, contents: Contents) -> Iterator[str]:
    """Name each row and file of this installation that is not as in the backup."""
    found = OnDisk((file.name, "") for file in files.here())
    for name, digest in contents.files.items():
        if name not in found:
            yield f"{name} is missing"
        elif _digest_of(files.place_of(name)) != digest:
            yield f"{name} differs"
    yield from (f"{name} is not in the backup" for name in found if name not in contents.files)
    with databases.one_moment():
        yield from differences((Row(*line) for line in backup.lines("rows", settings.VAR_DIR)), digests())


def _digest_of(file: files.Place) -> str:
    with files.reached(file.name), file.open() as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
