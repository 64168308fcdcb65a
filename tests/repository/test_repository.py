"""The repository keeps its own promises."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template.loader import get_template

ROOT = Path(__file__).parent.parent.parent
READ = re.compile(r"env\.(?:text|choice|integer|listing|contact|networks|secure_address)\(\s*\"(\w+)\"")
ENVIRONMENT = re.compile(r"\bos\.(?:environ|getenv)|config\.env\b")
WIRING = "config"  # puts the apps together: settings, middleware, the root of the addresses
APPS = sorted({file.parent.name for file in ROOT.glob("*/apps.py")} - {WIRING})

# What may lie at the top of an app; docs/architecture.md says what each word means.
LAYERS = frozenset(
    {"domain", "models", "selectors", "services", "permissions", "forms"}
    | {"wording", "presenters", "views", "admin", "tasks", "templatetags"}
)
DJANGO = frozenset({"apps", "urls", "migrations", "management", "middleware"})
OWN = {
    "editing": frozenset({"files"}),  # workbooks and texts, read with distrust and written
    "reports": frozenset({"document"}),  # typesetting
    # Trying drafts of a standard (layer words again); the questionnaire as a workbook.
    "assessment": frozenset({"trial", "files"}),
}


def loose(folder: Path, allowed: frozenset[str]) -> list[str]:
    """Return the modules and packages of a folder that are none of the words. Folders of data are none."""
    modules = {file.stem for file in folder.glob("*.py")} - {"__init__"}
    packages = {inner.name for inner in folder.iterdir() if inner.is_dir() and any(inner.rglob("*.py"))}
    return sorted((modules | packages) - allowed)


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named_for_what_they_do() -> None:
    assert not [file.name for file in ROOT.glob("*/**/migrations/*_auto_*.py") if ".venv" not in file.parts]


def test_the_example_environment_names_every_variable_and_no_other() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "config").glob("*.py"))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?([A-Z0-9_]+)=", example, re.MULTILINE)) == set(READ.findall(code))


def test_every_template_can_be_read() -> None:
    """None of them loads a library, or asks for a tag or filter, that is not there."""
    folder = ROOT / "templates"
    for file in folder.rglob("*.*"):
        get_template(str(file.relative_to(folder)))


def test_a_template_with_a_form_that_is_posted_is_given_the_token() -> None:
    """An `include … only` hands on nothing by itself: a browser would be refused."""
    files = (ROOT / "templates").rglob("*.html")
    texts = {str(file.relative_to(ROOT / "templates")): file.read_text(encoding="utf-8") for file in files}
    for name, text in texts.items():
        for included, given in re.findall(r'include "([^"]+)"([^%]*) only %}', text):
            assert "csrf_token" not in texts.get(included, "") or "csrf_token=csrf_token" in given, name


def test_a_row_of_a_summary_is_given_its_label() -> None:
    """`only` hides the label that `translate … as label` has set, and a row without one says nothing."""
    row = re.compile(r'include "components/summary_row.html" with (?!.*\blabel=)[^%]*\bonly %')
    files = (ROOT / "templates").rglob("*.html")
    assert not [str(file) for file in files for line in file.read_text().splitlines() if row.search(line)]


def test_variables_are_read_in_one_place() -> None:
    code = [file for app in APPS for file in (ROOT / app).rglob("*.py")]
    assert [
        file for file in code if re.search(r"\bos\.(?:environ|getenv)|config\.env", file.read_text())
    ] == []


def test_a_locked_requirement_names_no_index() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        text = file.read_text()
        assert set(re.findall(r"--[a-z-]+", text)) == {"--hash"}, file.name  # no other option, so no index
        assert "://" not in text, file.name


@pytest.mark.parametrize("app", APPS)
def test_nothing_lies_loose_beside_the_layers(app: str) -> None:
    assert loose(ROOT / app, LAYERS | DJANGO | OWN.get(app, frozenset())) == []


def test_what_lies_loose_is_found(tmp_path: Path) -> None:
    for file in ("__init__.py", "models.py", "helpers.py", "rows/__init__.py", "data/a.yaml"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).touch()
    assert loose(tmp_path, LAYERS) == ["helpers", "rows"]


def test_trying_drafts_is_made_of_layers() -> None:
    assert loose(ROOT / "assessment/trial", LAYERS | {"urls"}) == []


def test_every_app_is_under_contract() -> None:
    """Directions and circles of imports are looked for, and branches counted, in each of them."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    linter = tools["importlinter"]
    layered = [contract for contract in linter["contracts"] if contract.get("exhaustive")]
    assert (
        sorted(linter["root_packages"])
        == sorted(tools["coverage"]["run"]["source"])
        == sorted([*APPS, WIRING])
    )
    assert {container for contract in layered for container in contract["containers"]} >= {*APPS, WIRING}
