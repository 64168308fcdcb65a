"""The migrated SQLite database, kept from one run to the next: to migrate takes longer than most tests.

It lies in the virtual environment under the digest of all that it follows from: migrations and the
triggers that they make, packages, settings. PostgreSQL starts empty in every run.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import DjangoDbBlocker

from tools.environment import ROOT, VENV

FOLDER = VENV / "test-databases"
KEPT = 10  # of so many branches


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """On SQLite, begin with the kept database; its file goes with the folder of the run."""
    if connection.vendor != "sqlite":
        return False
    kept = kept_file()
    if kept.exists():
        file = Path(connection.settings_dict["TEST"]["NAME"])
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, file)
        kept.touch()
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    if connection.vendor == "sqlite" and VENV.exists() and not kept_file().exists():
        with django_db_blocker.unblock():
            keep(connection, kept_file())
    yield
    if connection.vendor == "sqlite":
        connection.close()


def keep(database: BaseDatabaseWrapper, file: Path) -> None:
    """Keep what the SQLite database holds now, and forget what has not been used for longest."""
    file.parent.mkdir(exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}")
    with database.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(unfinished)])
    unfinished.rename(file)
    forget_unused(file.parent.glob("*.sqlite3"))


def forget_unused(kept: Iterable[Path], most: int = KEPT) -> None:
    """Delete those databases, files or folders, beyond so many that were not touched for longest."""
    by_use = sorted(kept, key=lambda one: one.stat().st_mtime, reverse=True)
    for forgotten in by_use[most:]:
        if forgotten.is_dir():
            shutil.rmtree(forgotten, ignore_errors=True)
        else:
            forgotten.unlink(missing_ok=True)


def kept_file() -> Path:
    """Return where the database lies that follows from this state of the code."""
    sources = [
        *sorted(ROOT.glob("*/migrations/*.py")),
        *sorted(ROOT.glob("editing/models/creating.py")),
        *sorted(ROOT.glob("*/models/freezing.py")),
        ROOT / "requirements" / "test.txt",
    ]
    sources += sorted((ROOT / "config").glob("*.py"))
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.relative_to(ROOT)}\n".encode() + source.read_bytes())
    return FOLDER / f"{digest.hexdigest()}.sqlite3"
