"""`manage.py load_standard` and `export_standard`."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from editing.files.package import OLE
from editing.models import State
from standards.models import Revision
from standards.presenters.file import read_standard
from tests.standards.fixtures import FILE_2024, standard_2024


def run(*args: str, command: str = "load_standard") -> str:
    out = StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_committed_standards_are_loaded_and_loading_again_changes_nothing() -> None:
    assert run() == "miit-sme-2024@1: published\n"
    assert run() == "miit-sme-2024@1: unchanged\n"


def copied(into: Path, **changes: str) -> Path:
    text = FILE_2024.read_text(encoding="utf-8")
    for was, becomes in changes.items():
        text = text.replace(f"{was}: {standard_2024().__getattribute__(was)}\n", f"{was}: {becomes}\n", 1)
    file = into / "copy.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.django_db
def test_a_file_that_calls_itself_official_waits_for_a_person(tmp_path: Path) -> None:
    file = copied(tmp_path, code="my-own")
    waits = "my-own@1: a draft; somebody has to publish it in the admin\n"
    assert (run(str(file)), run(str(file))) == (waits, waits)
    assert Revision.objects.get().state == State.DRAFT


@pytest.mark.django_db
def test_a_local_standard_is_published_at_once_but_not_in_production(
    tmp_path: Path, settings: Settings
) -> None:
    file = copied(tmp_path, code="city", origin="local")
    assert run(str(file)) == "city@1: published\n"
    settings.PRODUCTION = True
    file = copied(tmp_path, code="town", origin="local")
    assert run(str(file)) == "town@1: a draft; somebody has to publish it in the admin\n"
    assert run().startswith("miit-sme-2024@1: a draft")
    assert Revision.objects.filter(state=State.DRAFT).count() == 2


@pytest.mark.django_db
def test_a_dry_run_writes_nothing() -> None:
    assert run("--dry-run") == "miit-sme-2024@1: published\nDry run: nothing was written.\n"
    assert not Revision.objects.exists()


@pytest.mark.django_db
def test_other_content_under_a_published_revision_is_refused(tmp_path: Path) -> None:
    run()
    file = tmp_path / "changed.yaml"
    file.write_text(FILE_2024.read_text(encoding="utf-8").replace("weight: 7\n", "weight: 6\n", 2), "utf-8")
    with pytest.raises(CommandError, match=r"changed.yaml: F04: the best answer gives 98 %"):
        run(str(file))
    file.write_text(FILE_2024.read_text(encoding="utf-8").replace("都没有自动采集", "没有"), "utf-8")
    with pytest.raises(
        CommandError, match=r"changed.yaml: miit-sme-2024@1 is published and says something else"
    ):
        run(str(file))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("weight: 7\n", "weight: 6\n"),  # the weights of a parent do not add up
        ("都没有自动采集", "没有"),  # published, and says something else now
        ("format: 1\n", "format: 2\n"),
        ("kind: ", "sort: "),
    ],
)
def test_a_dry_run_refuses_what_the_run_refuses(was: str, becomes: str, tmp_path: Path) -> None:
    run()
    text = FILE_2024.read_text(encoding="utf-8")
    assert was in text
    bad = tmp_path / "bad.yaml"
    bad.write_text(text.replace(was, becomes), encoding="utf-8")
    refusals = []
    for arguments in ((), ("--dry-run",)):
        with pytest.raises(CommandError) as caught:
            run(str(FILE_2024), str(bad), *arguments)
        refusals.append(str(caught.value))
    assert refusals[0] == refusals[1]
    assert Revision.objects.count() == 1


@pytest.mark.django_db
def test_one_bad_file_stops_all(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_bytes("format: 1".encode("utf-16"))
    with pytest.raises(CommandError, match=r"bad.yaml: "):
        run(str(FILE_2024), str(bad))
    assert not Revision.objects.exists()


@pytest.mark.django_db
def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none.yaml: "):
        run(str(tmp_path / "none.yaml"))


@pytest.mark.parametrize("name", ["miit-sme-2024", "miit-sme-2024@1"])
def test_an_export_gives_the_bytes_of_the_committed_file(load_2024: Revision, name: str) -> None:
    assert run(name, command="export_standard") == FILE_2024.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("miit-sme-2024@2", "miit-sme-2024@2: no such published revision"),
        ("unknown", "unknown: no such published revision"),
        ("miit-sme-2024@x", "miit-sme-2024@x: no such published revision"),
    ],
)
def test_an_unknown_revision_is_not_exported(load_2024: Revision, name: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run(name, command="export_standard")


def test_a_workbook_is_exported_and_loaded_again(load_2024: Revision, tmp_path: Path) -> None:
    file = tmp_path / "standard.xlsx"
    assert run("miit-sme-2024", "--xlsx", str(file), command="export_standard") == ""
    assert read_standard(file.read_bytes()) == standard_2024()
    assert run(str(file)) == "miit-sme-2024@1: unchanged\n"


def test_a_workbook_that_cannot_be_written_is_said(load_2024: Revision, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none.xlsx: "):
        run("miit-sme-2024", "--xlsx", str(tmp_path / "away" / "none.xlsx"), command="export_standard")


@pytest.mark.django_db
def test_a_hostile_workbook_is_named_and_refused(tmp_path: Path) -> None:
    file = tmp_path / "old.xlsx"
    file.write_bytes(OLE)
    with pytest.raises(CommandError, match=r"old.xlsx: 这是旧版 Excel 文件"):
        run(str(file))
