"""Only what the chosen tests need is started, and under CI nothing that they need may be missing."""

from pathlib import Path
from typing import Any

import pytest

from tests import servers
from tests.servers import Promise, Server


def noted(folder: Path, *needs: str) -> None:
    for need in needs:
        (folder / need).touch()


class Run:
    """What the plugin knows of a run: the servers promised, and whether anything may be installed."""

    def __init__(self, folder: Path, *promises: Promise, install: bool = False) -> None:
        self.stash = pytest.Stash()
        self.stash[servers.PROMISES] = list(promises)
        self.stash[servers.FOLDER] = folder
        self.install = install

    def getoption(self, name: str) -> bool:
        assert name == "--install"
        return self.install

    def add_cleanup(self, _what: object) -> None: ...


@pytest.fixture
def needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "needs"
    folder.mkdir()
    monkeypatch.setenv("TEST_NEEDS", str(folder))
    return folder


def promised(need: str, started: list[str], *, port: int = 5) -> Promise:
    server = Server(
        need=need,
        variable=need.upper(),
        address="here:{port}",
        find=lambda: Path("/there") if port else None,
        start=lambda _at_end, _folder, given: started.append(f"{need} {given}"),
        missing=f"No {need}",
    )
    return Promise(server, port)


def keep(run: Any) -> None:
    servers._keep_promises(run)


@pytest.mark.redis
def test_a_test_of_the_broker_needs_redis(request: pytest.FixtureRequest) -> None:
    assert list(servers.needs_of(request.node)) == ["redis"]


def test_any_other_test_needs_nothing(request: pytest.FixtureRequest) -> None:
    assert list(servers.needs_of(request.node)) == []


class Chosen:
    """What pytest knows of a chosen test."""

    def __init__(self, *fixtures: str, mark: str = "") -> None:
        self.fixturenames = fixtures
        self.mark = mark

    def get_closest_marker(self, name: str) -> bool:
        return name == self.mark


def test_a_marked_test_needs_the_database() -> None:
    item: Any = Chosen(mark="django_db")
    assert list(servers.needs_of(item)) == ["database"]


@pytest.mark.parametrize(
    ("fixtures", "expected"),
    [
        (("tmp_path", "firm", "db"), ["database"]),
        (("shared_2024", "django_db_setup"), ["database"]),
        (("transactional_db",), ["database"]),
        (("live_server", "browser", "chromium"), ["database", "browser"]),
        (("tmp_path", "softhsm"), ["token"]),
        (("tmp_path",), []),
    ],
)
def test_fixtures_tell_what_is_needed(fixtures: tuple[str, ...], expected: list[str]) -> None:
    item: Any = Chosen(*fixtures)
    assert list(servers.needs_of(item)) == expected


def test_only_what_is_needed_starts_and_once(needs: Path, tmp_path: Path) -> None:
    started: list[str] = []
    run = Run(tmp_path, promised("database", started), promised("redis", started))
    keep(run)
    assert started == []
    noted(needs, "database")
    keep(run)
    keep(run)
    assert started == ["database 5"]


def test_what_is_missing_ends_the_run_under_ci_where_it_is_needed(
    needs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    run = Run(tmp_path, promised("redis", [], port=0))
    keep(run)
    noted(needs, "redis")
    with pytest.raises(pytest.exit.Exception, match="No redis"):
        keep(run)


def test_what_is_missing_is_named_elsewhere(
    needs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    noted(needs, "redis")
    run: Any = Run(tmp_path, promised("redis", [], port=0))
    keep(run)
    assert servers._missing(run) == ["No redis"]


def test_a_server_that_does_not_start_ends_the_run(needs: Path, tmp_path: Path) -> None:
    def fail(*_given: object) -> None:
        raise servers.Missing("initdb failed")

    promise = promised("database", [])
    server = Server(
        need="database", variable="X", address="", find=promise.server.find, start=fail, missing=""
    )
    noted(needs, "database")
    with pytest.raises(pytest.exit.Exception, match="initdb failed"):
        keep(Run(tmp_path, Promise(server, 5)))


@pytest.mark.parametrize("need", ["browser", "token"])
def test_a_browser_and_a_token_are_installed_where_a_test_needs_one(
    need: str, needs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[str] = []
    monkeypatch.setitem(servers.INSTALLED, need, lambda: installed.append(need))
    keep(Run(tmp_path, install=True))
    noted(needs, need)
    keep(Run(tmp_path, install=False))
    assert installed == []
    keep(Run(tmp_path, install=True))
    assert installed == [need]
