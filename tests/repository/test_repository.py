"""The repository keeps its own promises."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parent.parent.parent
READ = re.compile(r"env\.(?:text|choice|integer|listing)\(\s*\"(\w+)\"")


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named_for_what_they_do() -> None:
    assert not [file.name for file in ROOT.glob("*/**/migrations/*_auto_*.py") if ".venv" not in file.parts]


def test_the_example_environment_names_every_variable_and_no_other() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "config").glob("*.py"))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?([A-Z_]+)=", example, re.MULTILINE)) == set(READ.findall(code))


def test_variables_are_read_in_one_place() -> None:
    apps = ("assessment", "enterprises", "jobs", "reports", "roadmap")
    readers = [
        file for app in apps for file in (ROOT / app).rglob("*.py") if "os.environ" in file.read_text()
    ]
    assert readers == []


def test_a_locked_requirement_names_no_index() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        text = file.read_text()
        assert set(re.findall(r"--[a-z-]+", text)) == {"--hash"}, file.name  # no other option, so no index
        assert "://" not in text, file.name
