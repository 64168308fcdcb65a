"""`manage.py backup`: files, database, and the files that came meanwhile, so that no row lacks its file."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.db import connection

from config.backup import databases, files
from config.backup.folder import NewBackup, Recipient
from config.backup.on_disk import OnDisk
from config.backup.rows import Row

FORMAT = 2  # 1: the files stood in the manifest
ELSEWHERE = (
    "the private key that opens this backup",
    "SHUJIE_SECRET_KEY (embedded: SHUJIE_VAR_DIR/secret), without which nobody's second factor works",
    "SHUJIE_SIGNING_KEY and its password, where reports are signed with a key of a CA",
    "the other secrets of the environment: of database, broker, mail and single sign-on",
)
ABOUT = """A backup of Shujie, made {at} by version {version} ({vendor}).

Every part is encrypted (age, age-encryption.org) for:
{recipients}

Whether all is there:         sha256sum -c SHA256SUMS
Into an empty installation:   manage.py restore THIS_FOLDER --identity KEY_FILE
Compare with one:             manage.py restore THIS_FOLDER --identity KEY_FILE --check

Not in it, to be kept elsewhere:
{elsewhere}
"""


class _Digested:
    """A reader that digests what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data


@dataclass
class Made:
    """What a backup holds, for whoever made it."""

    rows: int = 0
    files: OnDisk[str] = field(default_factory=OnDisk)  # digests by name
    sizes: OnDisk[int] = field(default_factory=OnDisk)  # of what was taken, by name


def make(*, path: Path, recipients: list[Recipient], at: datetime) -> Made:
    """Write a backup of this installation. Raises BackupFailed; then the folder holds no finished one."""
    backup, made = NewBackup(path, recipients), Made()
    backup.begin()
    _take_files(backup, made)
    databases.dump(partial(backup.seal, "database"), lambda rows: _take_rows(rows, backup, made))
    _take_files(backup, made)
    _seal_lines(backup, "files", made.files.items())
    backup.seal("manifest", BytesIO(json.dumps(_manifest(made, at), indent=1).encode()))
    backup.finish(_about(recipients, at))
    return made


def _take_rows(rows: Iterator[Row], backup: NewBackup, made: Made) -> None:
    made.rows = _seal_lines(backup, "rows", rows)


def _seal_lines(backup: NewBackup, name: str, entries: Iterable[tuple[str, ...]]) -> int:
    """Seal a part that is read line by line, and return of how many."""
    count = 0
    with TemporaryFile(dir=settings.VAR_DIR) as lines:  # names, keys and digests only
        for entry in entries:
            lines.write(f"{json.dumps(entry)}\n".encode())
            count += 1
        lines.seek(0)
        backup.seal(name, lines)
    return count


def _take_files(backup: NewBackup, made: Made) -> None:
    """Take what is new, and anew what was still being written: no file is changed once it is whole."""
    for found in files.here():
        try:
            if found.name in made.sizes and made.sizes[found.name] == found.size():
                continue
            opened = found.open()
        except FileNotFoundError:  # deleted meanwhile, its row too
            continue
        with opened:
            reader = _Digested(opened)  # only `read` is asked for
            backup.seal(found.name, reader)  # type: ignore[arg-type]
        made.files[found.name], made.sizes[found.name] = reader.digest.hexdigest(), reader.size


def _manifest(made: Made, at: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "at": at.isoformat(),
        "version": settings.VERSION,
        "vendor": connection.vendor,
        "rows": made.rows,
    }


def _about(recipients: list[Recipient], at: datetime) -> str:
    return ABOUT.format(
        at=f"{at:%Y-%m-%d %H:%M:%S %Z}",
        version=settings.VERSION,
        vendor=connection.vendor,
        recipients="\n".join(f"    {recipient}" for recipient in recipients),
        elsewhere="\n".join(f"- {what}" for what in ELSEWHERE),
    )
