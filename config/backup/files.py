"""The files of an installation that are not in its database: those of firms, and what seals reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

FOLDERS = ("files", "signing")  # below SHUJIE_VAR_DIR; everything else there is made anew


@dataclass(frozen=True, slots=True)
class Found:
    name: str  # below SHUJIE_VAR_DIR
    path: Path
    state: tuple[int, int]  # size, when changed: another state is another file


def here() -> Iterator[Found]:
    """Give every file of the installation."""
    root = Path(settings.VAR_DIR)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            try:
                status = path.stat()
            except FileNotFoundError:  # deleted meanwhile
                continue
            if path.is_file():
                name = path.relative_to(root).as_posix()
                yield Found(name, path, (status.st_size, status.st_mtime_ns))


def place_of(name: str) -> Path:
    """Return where a file of a backup belongs. Raises ValueError for a name that leads elsewhere."""
    root = Path(settings.VAR_DIR).resolve()
    place = (root / name).resolve()
    if not any(place.is_relative_to(root / folder) for folder in FOLDERS):
        raise ValueError(name)
    return place
