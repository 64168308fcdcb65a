"""The recipe for a new field in CONTRIBUTING.md, followed word by word in a copy of the tree."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.test_repository import ROOT

RECIPE = "## Add a field to a question, a measure or a sector"
STEP = re.compile(
    r"^`(?P<file>[\w/.]+)`, (?:after `(?P<line>[^\n]+)`|from [^:]+):\n\n```(?:python)?\n(?P<code>.*?)```$",
    re.MULTILINE | re.DOTALL,
)
MOST_FILES = 4
START = "import django; django.setup(); from tests.repository import new_field; new_field.{}()"
MIGRATION = """\
from django.db import migrations, models

from editing.models.freezing import refrozen
from roadmap.models.freezing import FREEZES


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0002_freeze_published_entries")]

    operations = refrozen(
        FREEZES,
        [
            migrations.AddField(name, "days", models.PositiveSmallIntegerField("次序", null=True, blank=True))
            for name in ("measure", "historicalmeasure", "sector", "historicalsector")
        ],
    )
"""
FIELD = "    days: int | None = None\n"
COLUMN = '    days = models.PositiveSmallIntegerField(_("次序"), null=True, blank=True)\n'
PLACE = '    order = models.PositiveSmallIntegerField(_("次序"))'
# The same for a measure and for a sector: file, the line before (empty: a new file), what is added.
LIBRARY = (
    ("roadmap/domain/measure.py", "    order: int  # among the measures of its stage", FIELD),
    ("roadmap/models/measure.py", PLACE, COLUMN),
    ("roadmap/admin/kinds.py", '                    ("sector", "stage", "order"),', '"days",\n'),
    ("roadmap/domain/sector.py", "    order: int", FIELD),
    ("roadmap/models/sector.py", PLACE, COLUMN),
    ("roadmap/admin/kinds.py", '                    ("code", "order", "evidence"),', '"days",\n'),
    ("roadmap/migrations/0003_days.py", "", MIGRATION),
)


def recipe() -> list[tuple[str, str, str]]:
    """Return what the recipe adds: file, the line before (empty: a new file), the code."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition(RECIPE)[2].partition("\n## ")[0]
    return [(found["file"], found["line"] or "", found["code"]) for found in STEP.finditer(section)]


def follow(root: Path, file: str, line: str, code: str) -> None:
    """Add code after the only line of this kind, or as a new file."""
    path = root / file
    if not line:
        assert not path.exists(), file
        path.write_text(code, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines.count(f"{line}\n") == 1, f"{file}: {line}"
    lines.insert(lines.index(f"{line}\n") + 1, code)
    path.write_text("".join(lines), encoding="utf-8")


def run(root: Path, step: str) -> None:
    """Take a step of `new_field.py` in the copy, on a SQLite database of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", START.format(step)],
        cwd=root,
        env={**kept, "SHUJIE_VAR_DIR": str(root / "var"), "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]


def test_the_recipe_takes_four_files() -> None:
    assert len(recipe()) == len({file for file, _line, _code in recipe()}) == MOST_FILES


@pytest.mark.slow
def test_a_new_field_is_kept_shown_exchanged_and_frozen(tmp_path: Path) -> None:
    root = tmp_path / "copy"
    left_out = shutil.ignore_patterns(".*", "var", "docs", "static")  # compiled modules save time
    shutil.copytree(ROOT, root, ignore=left_out)
    (root / "static").mkdir()
    run(root, "before")
    for file, line, code in (*recipe(), *LIBRARY):
        follow(root, file, line, code)
    run(root, "after")
