"""Files of a firm: kept under names that nobody can guess, outside what the web server sends."""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from enterprises.domain import file_content, uploads
from enterprises.domain.file_names import clean_name
from enterprises.domain.uploads import FileProblem
from enterprises.models import Enterprise, FirmFile, private_storage
from enterprises.selectors.firms import firm_bytes

F = TypeVar("F", bound=FirmFile)


class RefusedFile(Exception):
    """Raised where a file is not taken; nothing is kept of it."""

    def __init__(self, name: str, problem: FileProblem) -> None:
        super().__init__(name, problem)
        self.name = name
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file that lies in the store, as the columns of `FirmFile` say it. `name`: cleaned."""

    name: str
    file: str
    size: int  # bytes
    sha256: str


def take_file(content: "File[bytes]", *, folder: str, keep: Callable[[Taken], F]) -> F:
    """Put a file into the store, under its cleaned name, with the ending of what it is; return its row.

    `keep` looks whether it may stay and writes the row, in a transaction; what it raises leaves nothing
    behind. Raises RefusedFile where it is none of those that are taken.
    """
    name, size = _checked(content)
    digest = _sha256(content)
    path = private_storage().save(f"{folder}/{uuid.uuid4().hex}", content)
    try:
        with transaction.atomic():
            return keep(Taken(name=name, file=path, size=size, sha256=digest))
    except Exception:
        private_storage().delete(path)
        raise


def check_room(enterprise_id: int, taken: Taken) -> None:
    """Raise RefusedFile where the firm would hold more than it may, or more files.

    In a transaction: one after the other. Where something else is locked too, that comes first.
    """
    Enterprise.objects.select_for_update(no_key=True).only("pk").get(pk=enterprise_id)
    if FirmFile.objects.filter(enterprise=enterprise_id).count() >= uploads.MOST_FILES:
        raise RefusedFile(taken.name, FileProblem.FIRM_MANY)
    if firm_bytes(enterprise_id) + taken.size > settings.FIRM_FILES_MAX_BYTES:
        raise RefusedFile(taken.name, FileProblem.FIRM_FULL)


def forget_file(file: FirmFile) -> None:
    """Delete a file's row; its content goes once that is certain. In a transaction."""
    file.delete()
    remove_later(str(file.file.name))


def remove_later(path: str) -> None:
    """Remove what lies in the store once that no row names it is certain. In a transaction.

    What cannot be removed then is noted, and the sweep of files finds it.
    """

    def remove() -> None:  # no partial: Django notes what failed by its name
        private_storage().delete(path)

    transaction.on_commit(remove, robust=True)


def _checked(content: "File[bytes]") -> tuple[str, int]:
    """Return the name and the size of a file that may be taken. Raises RefusedFile."""
    name = clean_name(str(content.name))
    content.seek(0)
    head = content.read(file_content.HEAD_BYTES)
    content.seek(file_content.second_look(head, content.size))
    more = content.read(file_content.HEAD_BYTES)
    found = uploads.problem(name, head, more)
    if found is None and content.size > settings.FILE_MAX_BYTES:
        found = FileProblem.LARGE
    if found is not None:
        raise RefusedFile(name, found)
    return uploads.named_by_content(name, head, more), content.size


def _sha256(content: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()
