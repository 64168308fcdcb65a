"""The files of an installation that are not in its database: those of firms, and what seals reports.

Those of firms lie in a folder or in an object store; a backup of the one can be restored into the other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage

from config.backup.trouble import BackupFailed
from enterprises.models import private_storage, stored_names


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file of a backup lies or belongs."""

    folder: str  # of the backup
    store: Storage
    path: str  # in its store

    @property
    def name(self) -> str:
        """Its name in a backup."""
        return f"{self.folder}/{self.path}"

    def open(self) -> File:
        with reached(self.name):
            return self.store.open(self.path)

    def size(self) -> int:
        with reached(self.name):
            return self.store.size(self.path)

    def save(self, content: File) -> str:
        """Return the path where it lies: another one where a file is there."""
        with reached(self.name):
            return self.store.save(self.path, content)

    def delete(self) -> None:
        with reached(self.name):
            self.store.delete(self.path)


def here() -> Iterator[Place]:
    """Give every file of the installation."""
    for folder, store in _stores().items():
        with reached(folder):
            yield from (Place(folder, store, path) for path in stored_names(store))


def place_of(name: str) -> Place:
    """Return where a file of a backup belongs. Raises ValueError for a name that leads elsewhere."""
    folder, _, path = name.partition("/")
    store = _stores().get(folder)
    if store is None or ".." in PurePosixPath(path).parts:
        raise ValueError(name)
    return Place(folder, store, path)


@contextmanager
def reached(what: str) -> Iterator[None]:
    """Turn what a store of whatever kind raises into a sentence; what a disk refuses stays as it is."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise BackupFailed(f"{what}: the store of files does not give or take it ({error}).") from error


def _stores() -> dict[str, Storage]:
    """Return what is kept, by folder of a backup; everything else below SHUJIE_VAR_DIR is made anew."""
    signing = FileSystemStorage(
        Path(settings.VAR_DIR) / "signing", file_permissions_mode=0o600, directory_permissions_mode=0o700
    )
    return {"files": private_storage(), "signing": signing}
