"""What is done with all of it at once: replayed, backed up, restored, migrated; and how much it is."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pyrage
from django.db import connection, models

from assessment.models import Answer, Assessment, FigureValue, LatestResult, Snapshot
from assessment.trial.selectors.replays import progress_of, tally_of
from assessment.trial.services import start_replay
from enterprises.models import Consent, Enterprise, Membership, User
from jobs.models import Job
from reports.models import Report, ReportFile
from standards.services import import_standard
from tests.bench.replay import DRAFT, work
from tests.bench.table import row
from tests.people import AT
from tests.servers import find_postgres

Work = Callable[[], str]
# What a firm with one member, one result and its report consists of.
PLAIN = (
    *((Enterprise, 1), (Membership, 1), (User, 1), (Consent, 1), (Assessment, 1), (Answer, 31)),
    *((FigureValue, 11), (Snapshot, 1), (LatestResult, 1), (Report, 1), (ReportFile, 1), (Job, 1)),
)
LARGEST = 8
_kept = TemporaryDirectory(prefix="shujie-bench-")  # until the process ends
FOLDER = Path(_kept.name)
SIZES = """
    SELECT relname, pg_table_size(relid), pg_indexes_size(relid), greatest(n_live_tup, 1)
    FROM pg_stat_user_tables ORDER BY pg_total_relation_size(relid) DESC
"""


def sizes() -> Iterator[str]:
    """Say what a firm takes in the database, the log apart."""
    firms = Enterprise.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        found = {name: (table, index, rows) for name, table, index, rows in cursor.fetchall()}
    each = {name: (table + index) / rows for name, (table, index, rows) in found.items()}
    plain = sum(count * each[model._meta.db_table] for model, count in PLAIN)
    yield row("a firm with one result and its report", f"{plain / 1000:.1f} KB", "≤ 12 KB")
    whole = sum(
        table + index for name, (table, index, _rows) in found.items() if not name.startswith("audit_")
    )
    yield row("a firm of this mixture", f"{whole / firms / 1000:.1f} KB")
    yield row("a record of the log", f"{each['audit_record']:.0f} bytes")
    for name, (table, index, _rows) in list(found.items())[:LARGEST]:
        yield row(f"  {name}", f"{table / firms / 1000:.2f} KB a firm, indexes {index / firms / 1000:.2f}")


def replay() -> str:
    """Replay a draft that changes every result, as two workers would; say the peak of their memory."""
    revision = import_standard(standard=DRAFT, by=None, at=AT)
    by = User.objects.filter(is_superuser=True).earliest("pk")
    start = time.monotonic()
    replayed, _jobs = start_replay(revision=revision, by=by, at=AT)
    begun = time.monotonic() - start
    with get_context("spawn").Pool(2) as pool:
        cost = pool.map(work, range(2), chunksize=1)
    if not progress_of(replayed).is_done:
        raise RuntimeError("the replay is not whole")
    peak, used = max(peak for peak, _ in cost), sum(used for _, used in cost)
    results = f"{tally_of(replayed).results:,} results, begun in {begun:.1f} s"
    return f"; {results}, workers {used:.0f} s of CPU, {peak} MB each"


def backup() -> str:
    """Write a backup as the command does each night."""
    _keys()
    peak = _manage("backup", str(FOLDER / "kept"))
    size = sum(file.stat().st_size for file in (FOLDER / "kept").rglob("*"))
    return f"; {size / 1e6:.0f} MB, {peak} MB of memory"


def restore() -> str:
    """Bring it back into another database of the server, and compare each row."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE restored")
    url = os.environ["DATABASE_URL"].rpartition("/")[0] + "/restored"
    arguments = ("restore", str(FOLDER / "kept"), "--identity", str(FOLDER / "key"))
    peak = _manage(*arguments, DATABASE_URL=url, SHUJIE_VAR_DIR=str(FOLDER / "var"))
    return f"; {peak} MB of memory"


def migrate() -> str:
    """Add a column and an index to the largest table, as a migration would, and take them away again."""
    column = models.IntegerField(db_default=0)
    column.set_attributes_from_name("bench")
    column.model = Answer
    index = models.Index(fields=["changed_at"], name="bench")
    start = time.monotonic()
    with connection.schema_editor() as editor:
        editor.add_field(Answer, column)
    added = time.monotonic() - start
    with connection.schema_editor() as editor:
        editor.add_index(Answer, index)
    indexed = time.monotonic() - start - added
    with connection.schema_editor() as editor:
        editor.remove_index(Answer, index)
        editor.remove_field(Answer, column)
    return f"; the column {added:.2f} s, the index {indexed:.0f} s"


WORKS: tuple[tuple[str, Work, str], ...] = (
    ("replay of all results, two processes", replay, "100,000 in 60 s"),
    ("backup, read back", backup, ""),
    ("restore, each row compared", restore, ""),
    ("migration: a column and an index on all answers", migrate, ""),
)


def _keys() -> None:
    identity = pyrage.x25519.Identity.generate()
    (FOLDER / "key").write_text(str(identity))
    (FOLDER / "public").write_text(str(identity.to_public()))


def _manage(*arguments: str, **more: str) -> int:
    """Run a command of the product by itself; return the most memory that it or what it began held, in MB."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SHUJIE_BACKUP_RECIPIENTS": (FOLDER / "public").read_text(),
        "PATH": f"{find_postgres()}{os.pathsep}{os.environ['PATH']}",
        **more,
    }
    command = [sys.executable, "-m", "tests.bench.peak", sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return int(done.stdout.splitlines()[-1])
