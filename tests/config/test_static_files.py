"""Static files of two versions lie side by side: what the one before still asks for is there."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from pytest_django import Settings

from config.static_files import STAMP, collect

pytestmark = pytest.mark.slow
store: Any = staticfiles_storage
STORE = "whitenoise.storage.CompressedManifestStaticFilesStorage"


@pytest.fixture
def code(settings: Settings, tmp_path: Path) -> Path:
    """Give the folder with the static files of a version."""
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": STORE}}
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "code"]
    (tmp_path / "code").mkdir()
    return tmp_path / "code"


def version(code: Path, **files: str) -> dict[str, Path]:
    """Prepare a version with these files; return where each lies, by name."""
    for file in code.iterdir():
        file.unlink()
    for name, text in files.items():
        (code / f"{name}.css").write_text(text, encoding="utf-8")
    collect()
    return {name: Path(store.path(store.stored_name(f"{name}.css"))) for name in files}


def restarted() -> Any:
    """Return the store as a process sees it that starts now."""
    return type(store._wrapped)()


def test_what_the_version_before_asks_for_stays_and_goes_with_the_next_one(code: Path) -> None:
    first = version(code, page="a{}", alike="b{}", gone="c{}")
    second = version(code, page="a{color:red}", alike="b{}")
    assert first["alike"] == second["alike"]
    assert first["page"] != second["page"]
    assert all(file.exists() for file in (*first.values(), *second.values()))
    assert restarted().stored_name("gone.css") == first["gone"].name
    third = version(code, page="a{color:blue}", alike="b{}")
    assert not first["page"].exists()
    assert second["page"].exists()
    assert third["page"].exists()
    assert not first["gone"].exists()
    assert not list(first["page"].parent.glob(f"{first['page'].name}*"))


def test_a_stamp_that_names_no_files_as_older_versions_wrote_it_keeps_all_of_them(code: Path) -> None:
    first = version(code, page="a{}", gone="c{}")
    stamp = first["page"].parent / STAMP
    stamp.write_text(stamp.read_text().splitlines()[0])
    version(code, page="a{color:red}")
    assert all(file.exists() for file in first.values())


def test_to_collect_the_same_once_more_takes_nothing_away(code: Path) -> None:
    first = version(code, page="a{}")
    version(code, page="a{color:red}")
    version(code, page="a{color:red}")  # another copy of the code: with other times
    assert first["page"].exists()


def test_nothing_is_collected_where_nothing_changed(code: Path) -> None:
    page = version(code, page="a{}")["page"]
    page.unlink()
    collect()
    assert not page.exists()


def test_what_was_cut_off_is_made_anew(code: Path) -> None:
    page = version(code, page="a{}")["page"]
    page.write_text("half")
    (page.parent / STAMP).unlink()
    collect()
    assert page.read_text() == "a{}"


def test_it_counts_as_cut_off_from_its_beginning_on(code: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = version(code, page="a{}")["page"]
    (code / "page.css").write_text("b{}")
    monkeypatch.setattr("config.static_files.call_command", interrupted)
    with pytest.raises(KeyboardInterrupt):
        collect()
    assert not (page.parent / STAMP).exists()


def interrupted(*_given: object, **_options: object) -> None:
    raise KeyboardInterrupt
