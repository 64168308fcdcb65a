"""The standards that come with the code, as files of the exporter's own output."""

from pathlib import Path

import standards

FOLDER = Path(standards.__file__).parent / "data"


def real_files() -> list[Path]:
    """Return the files that every installation loads."""
    return sorted(FOLDER.glob("*.yaml"))


def demonstration_files() -> list[Path]:
    """Return the files that show what else the engine holds; never loaded in production by themselves."""
    return sorted((FOLDER / "demonstration").glob("*.yaml"))
