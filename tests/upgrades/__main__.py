"""`dev.py upgrade REVISION`: make its database with demonstration data, upgrade it with this code, compare.

On SQLite and PostgreSQL. `--keep` writes both into `tests/upgrades/kept/`: a test upgrades them from then on.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers import throw_away_postgres
from tests.upgrades import old
from tests.upgrades.rows import lost, read
from tools.environment import ROOT

LOOK = "from tests.upgrades.looking import troubles; [print(trouble) for trouble in troubles()]"


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
    print("\n".join(found) or "every row of before is there, results and pages are as they were")  # noqa: T201
    return bool(found)


def upgrade(revision: str, folder: Path, url: str = "", *, keep: bool) -> list[str]:
    """Return what is wrong once this code has upgraded the database that the code of a revision made."""
    var = old.make(revision, folder, url)
    if keep:
        print(old.keep(revision, var, url).relative_to(ROOT))  # noqa: T201
    return upgraded(var, url)


def upgraded(var: Path, url: str = "") -> list[str]:
    """Upgrade this installation with the code here, as UPGRADING.md says; return what is wrong then."""
    before = read(old.sqlite_of(var), url)
    old.manage(ROOT, var, url, "prepare")
    found = lost(before, read(old.sqlite_of(var), url))
    return found + old.manage(ROOT, var, url, "shell", "--no-imports", "-c", LOOK).splitlines()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
