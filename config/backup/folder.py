"""The folder of a backup: each part encrypted by itself (age), and a list of their digests in plain.

Whoever has no key can still see that every byte is there: `sha256sum -c SHA256SUMS`. The list is written
last, so that a folder without one is a backup that was not finished.
"""

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, TypeAlias, TypeVar

import pyrage

from config.backup.on_disk import OnDisk
from config.backup.trouble import BackupFailed

SUMS, ABOUT = "SHA256SUMS", "README.txt"
CHUNK = 2**20

Key = TypeVar("Key")
Recipient: TypeAlias = pyrage.x25519.Recipient
Identity: TypeAlias = pyrage.x25519.Identity


class _Counted:
    """Writes to a file, digests what it writes, and keeps the error that age would make a text of."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        try:
            return self.file.write(data)
        except OSError as error:
            self.error = error
            raise

    def flush(self) -> None:
        self.file.flush()


@dataclass(frozen=True)
class NewBackup:
    """A backup that is being written for those who hold one of the recipients' keys."""

    path: Path
    recipients: list[Recipient]
    sums: OnDisk[str] = field(default_factory=OnDisk)  # digests of all parts as they lie there, by name

    def begin(self) -> None:
        """Make the folder. Raises BackupFailed unless it is new or empty."""
        with told(self.path):
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            if any(self.path.iterdir()):
                raise BackupFailed(f"{self.path} is not empty: every backup needs a folder of its own.")

    def seal(self, name: str, reader: IO[bytes]) -> None:
        """Encrypt all that the reader gives into one part."""
        target = self.path / f"{name}.age"
        with told(self.path):
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with target.open("wb") as file:
                counted = _Counted(file)
                try:
                    pyrage.encrypt_io(reader, counted, self.recipients)
                except pyrage.EncryptError as error:
                    raise counted.error or BackupFailed(f"{target}: {error}") from error
                file.flush()
                os.fsync(file.fileno())
        self.sums[f"{name}.age"] = counted.digest.hexdigest()

    def finish(self, about: str) -> None:
        """Write what it is, read every part back from the disk, and write the list. Raises BackupFailed."""
        with told(self.path):
            (self.path / ABOUT).write_text(about, encoding="utf-8")
            self.sums[ABOUT] = digest_of(self.path / ABOUT)
            wrong = [name for name, digest in self.sums.items() if digest_of(self.path / name) != digest]
            if wrong:
                raise BackupFailed(f"The disk does not hold what was written: {', '.join(wrong)}")
            begun = self.path / f"{SUMS}.begun"  # half a list would be taken for the whole
            with begun.open("w", encoding="utf-8") as lines:
                lines.writelines(f"{digest}  {name}\n" for name, digest in self.sums.items())
            begun.rename(self.path / SUMS)


@dataclass(frozen=True)
class KeptBackup:
    """A backup that was finished, and the key that opens it."""

    path: Path
    identities: list[Identity]

    def damage(self) -> Iterator[str]:
        """Give what is not as it was written. Raises BackupFailed where there is no finished backup."""
        if not (self.path / SUMS).is_file():
            raise BackupFailed(f"{self.path} holds no finished backup: there is no {SUMS} in it.")
        with told(self.path):
            listed = self._listed()
            for name, digest in listed.items():
                if not (self.path / name).is_file():
                    yield f"{name} is missing"
                elif digest_of(self.path / name) != digest:
                    yield f"{name} is not what was written"
            for name in sorted(name for name in self._there() if name not in listed and name != SUMS):
                yield f"{name} does not belong here"

    def _listed(self) -> OnDisk[str]:
        with (self.path / SUMS).open(encoding="utf-8", errors="replace") as lines:
            parts = (line.rstrip("\n").partition("  ") for line in lines)
            return OnDisk((name, digest) for digest, _, name in parts if name)

    def _there(self) -> Iterator[str]:
        for folder, _, files in os.walk(self.path):  # Path.rglob holds all that it has found
            for file in files:
                name = str((Path(folder) / file).relative_to(self.path))
                yield os.fsencode(name).decode(errors="replace")  # ours are UTF-8, others may be anything

    def unseal(self, name: str, writer: IO[bytes]) -> None:
        """Decrypt one part. Raises BackupFailed for a wrong key or a changed byte."""
        counted = _Counted(writer)
        with told(self.path), (self.path / f"{name}.age").open("rb") as sealed:
            try:
                pyrage.decrypt_io(sealed, counted, self.identities)
            except (pyrage.DecryptError, OSError) as error:
                failed = BackupFailed(f"{name}.age cannot be opened with this key ({error}).")
                raise counted.error or failed from error

    def read(self, name: str) -> bytes:
        held = BytesIO()
        self.unseal(name, held)
        return held.getvalue()

    def lines(self, name: str, folder: Path) -> Iterator[Any]:
        """Give what each line of a part says. `folder`: where it lies open meanwhile, for its owner alone."""
        with TemporaryFile(dir=folder) as held:
            self.unseal(name, held)
            held.seek(0)
            yield from map(json.loads, held)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what a disk refuses into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise BackupFailed(f"There is no room left for {path}. Make some, and begin anew.") from error
        raise BackupFailed(f"{error.filename or path}: {error.strerror or error}") from error


def digest_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def recipients_of(names: list[str]) -> list[Recipient]:
    """Read public keys. Raises BackupFailed naming the one that is none."""
    if not names:
        hint = "name the public key (age1…) of who may open it"
        raise BackupFailed(f"SHUJIE_BACKUP_RECIPIENTS is not set: {hint}.")
    return [_key(Recipient.from_str, name, f"SHUJIE_BACKUP_RECIPIENTS: {name}") for name in names]


def identities_of(file: Path) -> list[Identity]:
    """Read the file that `age-keygen` writes. Raises BackupFailed."""
    with told(file):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    found = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not found:
        raise BackupFailed(f"{file} holds no key: a line AGE-SECRET-KEY-1… is looked for.")
    return [_key(Identity.from_str, line, str(file)) for line in found]


def _key(read: Callable[[str], Key], text: str, where: str) -> Key:
    try:
        return read(text)
    except (pyrage.RecipientError, pyrage.IdentityError) as error:
        raise BackupFailed(f"{where}: this is no key of age.") from error
