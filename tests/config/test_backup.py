"""A whole installation is backed up, restored elsewhere, and compared row by row and file by file."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg
import pyrage
import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.utils import ConnectionHandler
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

from config.backup import databases, files
from config.backup.files import place_of
from config.backup.folder import KeptBackup, NewBackup, digest_of, identities_of
from config.backup.making import Made, _take_files
from config.backup.on_disk import OnDisk
from config.backup.rows import Row, differences
from config.backup.trouble import BackupFailed
from jobs.models import Heartbeat
from reports.document.keys import signing_key
from tests.databases import kept_file
from tests.people import AT, make_enterprise, make_user
from tests.servers import find_postgres
from tests.standards.fixtures import make_published
from tools.environment import ROOT, clean

DATABASES = ["sqlite", *(["postgresql"] if "DATABASE_URL" in os.environ else [])]
OWNER = "owner@backup.example"
pytestmark = [pytest.mark.slow, pytest.mark.django_db]  # the database of the tests is what is copied


@dataclass(frozen=True, slots=True)
class Site:
    """An installation of its own: its commands run in this process, or by themselves."""

    var: Path
    url: str
    key: Path
    blocker: DjangoDbBlocker

    def environment(self) -> dict[str, str]:
        public = self.key.read_text().splitlines()[0].removeprefix("# ")
        return {
            "SHUJIE_VAR_DIR": str(self.var),
            "DATABASE_URL": self.url,
            "SHUJIE_BACKUP_RECIPIENTS": public,
            "PATH": f"{find_postgres()}{os.pathsep}{os.environ['PATH']}",
        }

    def start(self, *arguments: str, **more: str) -> tuple[int, str]:
        """Return the exit code and all that a command of `manage.py` said, run by itself."""
        ended = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=clean({**self.environment(), **more}),
            capture_output=True,
            text=True,
            check=False,
        )
        return ended.returncode, ended.stdout + ended.stderr

    def manage(self, *arguments: str, **more: str) -> tuple[int, str]:
        """Return the same of a command in this process, which takes a tenth of the time."""
        output, env = StringIO(), {**self.environment(), **more}
        with self.entered(env):
            try:
                call_command(*arguments, stdout=output)
            except CommandError as error:
                return 1, f"{output.getvalue()}{error}"
        return 0, output.getvalue()

    @contextmanager
    def entered(self, env: dict[str, str]) -> Iterator[None]:
        """Have this process work on the installation."""
        settings: dict[str, Any] = {
            "VAR_DIR": Path(env["SHUJIE_VAR_DIR"]),
            "BACKUP_RECIPIENTS": env["SHUJIE_BACKUP_RECIPIENTS"].split(),
        }
        store = FileSystemStorage(settings["VAR_DIR"] / "files")
        with (
            override_settings(**settings),
            pytest.MonkeyPatch.context() as patch,
            self.blocker.unblock(),
            connected_to(env["DATABASE_URL"]),
        ):
            patch.setenv("PATH", env["PATH"])
            patch.setattr(files, "private_storage", lambda: store)
            yield

    @property
    def is_file(self) -> bool:
        return self.url.startswith("sqlite")

    @property
    def database(self) -> str:
        """The name of its database; on SQLite, its file."""
        return self.url.removeprefix("sqlite:///") if self.is_file else self.url.rpartition("/")[2]

    def restore(self, backup: Path, *more: str) -> tuple[int, str]:
        return self.manage("restore", str(backup), "--identity", str(self.key), *more)

    def execute(self, query: str) -> None:
        if self.is_file:
            with closing(sqlite3.connect(self.database)) as connection, connection:
                connection.execute(query)
        else:
            with psycopg.connect(self.url) as server:
                server.execute(query)


@contextmanager
def connected_to(url: str) -> Iterator[None]:
    """Have Django's connection lead to another database."""
    here = connections["default"]
    connections["default"] = ConnectionHandler({"default": dj_database_url.parse(url)})["default"]
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = here


@contextmanager
def new_site(folder: Path, engine: str, name: str, key: Path, blocker: DjangoDbBlocker) -> Iterator[Site]:
    var = folder / name
    var.mkdir()
    if engine == "sqlite":
        yield Site(var, f"sqlite:///{var}/shujie.sqlite3", key, blocker)
        return
    server, database = os.environ["DATABASE_URL"].rpartition("/")[0], f"backup_{name}_{os.getpid()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as maintenance:
        maintenance.execute(f'CREATE DATABASE "{database}"')
        yield Site(var, f"{server}/{database}", key, blocker)
        maintenance.execute(f'DROP DATABASE "{database}" WITH (FORCE)')


def fill(site: Site) -> None:
    """Give the site the tables of the tests, a published standard, a firm, and files."""
    if not site.is_file:
        copy_tables(site)
    elif kept_file().exists():
        shutil.copyfile(kept_file(), site.database)
    with site.entered(site.environment()):
        call_command("migrate", verbosity=0)
        make_published()
        make_enterprise(owner=make_user(email=OWNER))
        Heartbeat.objects.create(name="worker", at=AT)
        signing_key(at=AT)
    for name in ("files/1/picture.jpg", "files/2/certificate.pdf"):
        (site.var / name).parent.mkdir(parents=True, exist_ok=True)
        (site.var / name).write_bytes(f"{OWNER} {name}".encode() * 5000)


def copy_tables(site: Site) -> None:
    """Make the database anew, on PostgreSQL, as a copy of that of the tests."""
    tables = connections["default"]
    tables.close()
    tables.close_pool()  # type: ignore[attr-defined]
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as maintenance:
        maintenance.execute(f'DROP DATABASE "{site.database}"')
        maintenance.execute(f'CREATE DATABASE "{site.database}" TEMPLATE "{tables.settings_dict["NAME"]}"')


def write_key(file: Path) -> Path:
    identity = pyrage.x25519.Identity.generate()
    file.write_text(f"# {identity.to_public()}\n{identity}\n")
    return file


@dataclass(frozen=True, slots=True)
class Drill:
    """An installation, its backup, and another one into which that was restored, each by its command."""

    folder: Path
    engine: str
    first: Site
    backup: Path
    second: Site
    said: str


@pytest.fixture(scope="module", params=DATABASES)
def drill(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Drill]:
    folder, engine = tmp_path_factory.mktemp("backup"), request.param
    key = write_key(folder / "key")
    with (
        new_site(folder, engine, "first", key, django_db_blocker) as first,
        new_site(folder, engine, "second", key, django_db_blocker) as second,
    ):
        fill(first)
        backup = folder / "kept"
        code, said = first.start("backup", str(backup))
        assert code == 0, said
        code, more = second.start("restore", str(backup), "--identity", str(key))
        assert code == 0, more
        yield Drill(folder, engine, first, backup, second, said + more)


def copy_of(backup: Path, folder: Path) -> Path:
    return shutil.copytree(backup, folder / "copy")


def test_nothing_differs(drill: Drill) -> None:
    assert " files, read back and unchanged" in drill.said
    assert "SHUJIE_SECRET_KEY" in drill.said
    assert ", 0 differences" in drill.said
    for site in (drill.first, drill.second):
        assert ", 0 differences" in site.restore(drill.backup, "--check")[1]


def test_what_is_published_is_frozen_there_too(drill: Drill) -> None:
    with pytest.raises((sqlite3.DatabaseError, psycopg.Error)):
        drill.second.execute("UPDATE standards_question SET code = 'other'")


def test_keys_go_on_after_those_there_are_whatever_was_drawn_meanwhile(drill: Drill) -> None:
    """A key that is drawn while a backup is made is no difference; one that would be drawn twice is."""
    if drill.engine == "sqlite":  # has no sequences
        return
    differs = "(sequences) standards_question_id_seq differs"
    for last, behind in (("max(id) + 7", False), ("max(id) - 1", True), ("max(id)", False)):
        drill.second.execute(
            f"SELECT setval('standards_question_id_seq', (SELECT {last} FROM standards_question))"
        )
        assert (differs in drill.second.restore(drill.backup, "--check")[1]) == behind


def test_nothing_can_be_read_in_it_without_the_key(drill: Drill) -> None:
    for file in drill.backup.rglob("*.age"):
        assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
        assert OWNER.encode() not in file.read_bytes()


def test_each_difference_of_an_installation_is_named(drill: Drill) -> None:
    picture, *_ = (file for file in (drill.second.var / "files").rglob("*") if file.is_file())
    was = picture.read_bytes()
    picture.write_bytes(was[:-1] + bytes([was[-1] ^ 1]))
    (drill.second.var / "signing" / "own.pem").rename(drill.folder / "own.pem")
    (drill.second.var / "files" / "more").write_bytes(b"")
    drill.second.execute(f"UPDATE enterprises_user SET name = 'Other' WHERE email = '{OWNER}'")
    drill.second.execute("DELETE FROM jobs_heartbeat")
    drill.second.execute("INSERT INTO jobs_heartbeat (id, name, at) VALUES (900, 'x', '2026-01-01')")
    code, said = drill.second.restore(drill.backup, "--check")
    assert code == 1
    lines = said.splitlines()
    assert f"{picture.relative_to(drill.second.var)} differs" in lines
    assert "signing/own.pem is missing" in lines
    assert "files/more is not in the backup" in lines
    assert "jobs_heartbeat 900 is not in the backup" in lines
    assert [line for line in lines if line.startswith("enterprises_user ") and line.endswith(" differs")]
    assert len([line for line in lines if line.startswith("enterprises_user ")]) == 1
    picture.write_bytes(was)
    (drill.folder / "own.pem").rename(drill.second.var / "signing" / "own.pem")


@pytest.mark.parametrize("part", ["database", "rows", "files", "manifest", "signing/own.pem", "README.txt"])
def test_one_changed_byte_is_found(drill: Drill, tmp_path: Path, part: str) -> None:
    backup = copy_of(drill.backup, tmp_path)
    name = part if part == "README.txt" else f"{part}.age"
    changed = bytearray((backup / name).read_bytes())
    changed[len(changed) // 2] ^= 1
    (backup / name).write_bytes(changed)
    code, said = drill.first.restore(backup, "--check")
    assert code == 1
    assert f"{name} is not what was written" in said


def test_a_missing_and_an_added_part_are_found(drill: Drill, tmp_path: Path) -> None:
    backup = copy_of(drill.backup, tmp_path)
    (backup / "signing" / "own.pem.age").rename(backup / "signing" / "other.age")
    said = drill.first.restore(backup, "--check")[1]
    assert "signing/own.pem.age is missing" in said
    assert "signing/other.age does not belong here" in said


def test_an_added_part_with_any_name_is_found(drill: Drill, tmp_path: Path) -> None:
    backup = copy_of(drill.backup, tmp_path)
    Path(os.fsdecode(os.fsencode(backup) + "/说明.txt".encode("gbk"))).touch()
    code, said = drill.first.restore(backup, "--check")
    assert code == 1
    assert ".txt does not belong here" in said


def test_a_backup_that_was_cut_off_is_none(drill: Drill, tmp_path: Path) -> None:
    backup = copy_of(drill.backup, tmp_path)
    (backup / "SHA256SUMS").unlink()
    assert "holds no finished backup" in drill.first.restore(backup)[1]


def test_a_list_is_there_once_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = NewBackup(tmp_path, [pyrage.x25519.Identity.generate().to_public()])

    def stop(self: Path, target: Path) -> None:
        assert (self.read_text().split()[1], target.name) == ("README.txt", "SHA256SUMS")
        raise OSError

    monkeypatch.setattr(Path, "rename", stop)
    with pytest.raises(BackupFailed):
        backup.finish("about")
    assert not (tmp_path / "SHA256SUMS").exists()


def test_backups_of_before_named_their_files_in_the_manifest(drill: Drill, tmp_path: Path) -> None:
    backup = copy_of(drill.backup, tmp_path)
    kept = KeptBackup(backup, identities_of(drill.first.key))
    manifest = {
        **json.loads(kept.read("manifest")),
        "format": 1,
        "files": dict(kept.lines("files", tmp_path)),
    }
    assert len(manifest["files"]) == 3
    (backup / "files.age").unlink()
    (backup / "SHA256SUMS").unlink()
    older = NewBackup(backup, [kept.identities[0].to_public()])
    for part in backup.rglob("*.age"):
        older.sums[str(part.relative_to(backup))] = digest_of(part)
    older.seal("manifest", BytesIO(json.dumps(manifest).encode()))
    older.finish("")
    assert "rows and 3 files, 0 differences" in drill.first.restore(backup, "--check")[1]


def test_it_is_opened_with_its_key_only(drill: Drill, tmp_path: Path) -> None:
    other = write_key(tmp_path / "other")
    code, said = drill.first.manage("restore", str(drill.backup), "--identity", str(other), "--check")
    assert code == 1
    assert "manifest.age cannot be opened with this key" in said
    (tmp_path / "none").write_text("# nothing\n")
    said = drill.first.manage("restore", str(drill.backup), "--identity", str(tmp_path / "none"))[1]
    assert "none holds no key" in said


def test_nothing_is_written_over(drill: Drill) -> None:
    assert "kept is not empty" in drill.first.manage("backup", str(drill.backup))[1]
    assert "The database is not empty" in drill.first.restore(drill.backup)[1]
    other = drill.folder / "with-files"
    (other / "files").mkdir(parents=True)
    (other / "files" / "one").write_bytes(b"")
    with new_site(drill.folder, drill.engine, "third", drill.first.key, drill.first.blocker) as third:
        code, said = third.manage(
            "restore", str(drill.backup), "--identity", str(third.key), SHUJIE_VAR_DIR=str(other)
        )
    assert code == 1
    assert "there are no files yet" in said


@pytest.mark.parametrize("trouble", [BackupFailed("pg_restore: no room"), KeyboardInterrupt()], ids=repr)
def test_a_restore_that_fails_leaves_no_files_and_is_repeated(
    drill: Drill, monkeypatch: pytest.MonkeyPatch, trouble: BaseException
) -> None:
    def fail(_give: object) -> None:
        assert list(site.var.rglob("picture.jpg"))
        raise trouble

    with new_site(
        drill.folder, drill.engine, f"broken{id(trouble)}", drill.first.key, drill.first.blocker
    ) as site:
        with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
            patch.setattr(databases, "load", fail)
            assert "pg_restore: no room" in site.restore(drill.backup)[1]
        left = {file.name for file in site.var.rglob("*") if file.is_file()}
        assert {name for name in left if not name.startswith("shujie.sqlite3")} == set()
        code, said = site.restore(drill.backup)
    assert (code, said.rpartition(", ")[2].strip()) == (0, "0 differences")


def test_without_a_recipient_it_says_what_to_name(drill: Drill, tmp_path: Path) -> None:
    said = drill.first.manage("backup", str(tmp_path / "new"), SHUJIE_BACKUP_RECIPIENTS="")[1]
    assert "SHUJIE_BACKUP_RECIPIENTS is not set" in said
    said = drill.first.manage("backup", str(tmp_path / "new"), SHUJIE_BACKUP_RECIPIENTS="age1nobody")[1]
    assert "age1nobody: this is no key of age" in said
    assert not (tmp_path / "new").exists()


def test_another_kind_of_database_is_refused(drill: Drill, tmp_path: Path) -> None:
    if drill.engine == "sqlite":
        return
    url = f"sqlite:///{tmp_path}/other.sqlite3"
    said = drill.first.manage(
        "restore", str(drill.backup), "--identity", str(drill.first.key), DATABASE_URL=url
    )[1]
    assert "The backup is of postgresql, DATABASE_URL leads to sqlite" in said


def test_without_the_programs_of_postgresql_it_says_what_to_install(drill: Drill, tmp_path: Path) -> None:
    code, said = drill.first.manage("backup", str(tmp_path / "new"), PATH="/nowhere")
    if drill.engine == "sqlite":  # needs none
        assert code == 0
    else:
        assert code == 1
        assert "pg_dump is not there: install PostgreSQL's client programs" in said


def test_a_file_that_was_still_being_written_is_taken_anew(tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR = tmp_path
    (tmp_path / "signing").mkdir()
    growing, whole = tmp_path / "signing" / "growing", tmp_path / "signing" / "whole"
    growing.write_bytes(b"half")
    whole.write_bytes(b"whole")
    backup, made = NewBackup(tmp_path / "new", [pyrage.x25519.Identity.generate().to_public()]), Made()
    _take_files(backup, made)
    first = dict(backup.sums)
    growing.write_bytes(b"half and half")
    _take_files(backup, made)
    assert made.files["signing/growing"] == hashlib.sha256(b"half and half").hexdigest()
    assert [name for name in first if backup.sums[name] != first[name]] == ["signing/growing.age"]


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    full = Path("/dev/full")  # Linux: a device that is always full
    if not full.exists():
        return
    backup = NewBackup(tmp_path / "new", [pyrage.x25519.Identity.generate().to_public()])
    backup.begin()
    (backup.path / "database.age").symlink_to(full)
    with pytest.raises(BackupFailed, match="There is no room left"):
        backup.seal("database", BytesIO(bytes(10**6)))


@pytest.mark.parametrize("name", ["../secret", "secret", "files/../secret", "/etc/passwd", "shujie.sqlite3"])
def test_no_name_in_a_backup_leads_elsewhere(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        place_of(name)


def test_what_a_backup_knows_of_files_lies_on_disk_in_the_order_of_names() -> None:
    held = OnDisk([("b", "2"), ("é", "4"), ("a", "1")])
    held["b"] = "3"
    assert list(held.items()) == [("a", "1"), ("b", "3"), ("é", "4")]
    assert (len(held), held.get("a"), held.get("c"), "c" in held) == (3, "1", None, False)
    held._table.execute("PRAGMA max_page_count = 2")  # as a disk that is full
    with pytest.raises(BackupFailed, match="takes no more"):
        held["c"] = 10**6 * "long"


def test_rows_that_are_the_same_on_both_sides_do_not_wait_in_memory() -> None:
    read = {"kept": 0, "here": 0}

    def rows(side: str, keys: list[int]) -> Iterator[Row]:
        for key in keys:
            read[side] += 1
            assert abs(read["kept"] - read["here"]) <= 1
            yield Row("firm", str(key), "changed" if (side, key) == ("here", 7) else "same")

    kept = rows("kept", [1, 2, 3, 4, 5, 6, 7, 8, 9])
    here = rows("here", [1, 3, 4, 5, 6, 7, 8, 10, 9])
    assert set(differences(kept, here)) == {
        "firm 2 is missing",
        "firm 7 differs",
        "firm 10 is not in the backup",
    }
