"""`dev.py upgrade REVISION`: make its database with demonstration data, upgrade it with this code, compare.

Then the code of the revision works on in what was upgraded. On SQLite and PostgreSQL. `--keep` writes both
into `tests/upgrades/kept/`: a test upgrades them from then on.
"""

import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers import throw_away_postgres
from tests.upgrades import old
from tests.upgrades.demands import asks_more, read_demands
from tests.upgrades.rows import lost, read
from tools.environment import ROOT

LOOK = "from tests.upgrades.looking import troubles; [print(trouble) for trouble in troubles()]"
WORK = "from tests.upgrades.working import faults; [print(fault) for fault in faults()]"

GOOD = "every row of before is there, results and pages are as they were, and the code of before works on"


def main(arguments: list[str]) -> int:
    given = ArgumentParser(prog="dev.py upgrade")
    given.add_argument("revision", help="a tag or commit")
    given.add_argument("--keep", action="store_true", help="write what it made as files to be committed")
    asked = given.parse_args(arguments)
    with TemporaryDirectory() as name:
        found = upgrade(asked.revision, Path(name), keep=asked.keep)
    with (
        TemporaryDirectory() as name,
        TemporaryDirectory() as server,
        throw_away_postgres(Path(server), ()) as url,
    ):
        found += upgrade(asked.revision, Path(name), url, keep=asked.keep)
    print("\n".join(found) or GOOD)  # noqa: T201
    return bool(found)


def upgrade(revision: str, folder: Path, url: str = "", *, keep: bool) -> list[str]:
    """Return what is wrong once this code has upgraded the database that the code of a revision made."""
    var = old.make(revision, folder, url)
    if keep:
        print(old.keep(revision, var, url).relative_to(ROOT))  # noqa: T201
    return upgraded(var, url) + worked_on(folder / "code", var, url)


def upgraded(var: Path, url: str = "") -> list[str]:
    """Upgrade this installation with the code here, as UPGRADING.md says; return what is wrong then."""
    before, asked = read(old.sqlite_of(var), url), read_demands(old.sqlite_of(var), url)
    old.manage(ROOT, var, url, "prepare")
    found = lost(before, read(old.sqlite_of(var), url))
    found += asks_more(asked, read_demands(old.sqlite_of(var), url))
    return found + look(var, url)


def look(var: Path, url: str) -> list[str]:
    return old.manage(ROOT, var, url, "shell", "--no-imports", "-c", LOOK).splitlines()


def worked_on(code: Path, var: Path, url: str = "") -> list[str]:
    """Have the code of before work on in what was upgraded; return what does not go, or is not read."""
    ours = Path("tests", "upgrades")
    shutil.copytree(ROOT / ours, code / ours, ignore=shutil.ignore_patterns("kept"), dirs_exist_ok=True)
    return old.manage(code, var, url, "shell", "--no-imports", "-c", WORK).splitlines() + look(var, url)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
