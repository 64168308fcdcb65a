"""docs/security.md names tests that there are."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
CHAPTERS = range(1, 18)


def missing(text: str) -> list[str]:
    """Return the tests that a document names and no file has."""
    return [f"{file}::{name}" for file, name in NAMED.findall(text) if not is_there(ROOT / file, name)]


def is_there(file: Path, name: str) -> bool:
    code = file.read_text("utf-8") if file.is_file() else ""
    return bool(re.search(rf"^ *def {name}\(", code, re.MULTILINE))


def document() -> str:
    return (ROOT / "docs/security.md").read_text("utf-8")


def test_every_test_that_is_named_is_there() -> None:
    text = document()
    assert missing(text) == []
    assert text.count("::") == len(NAMED.findall(text))  # none is written in another way


def test_a_test_that_is_none_is_found() -> None:
    here = Path(__file__).relative_to(ROOT)
    there = "test_a_test_that_is_none_is_found"
    text = f"`{here}::{there}` `{here}::{there}_at_all` `tests/no_such.py::{there}`"
    assert missing(text) == [f"{here}::{there}_at_all", f"tests/no_such.py::{there}"]


def test_every_chapter_has_rows_and_a_row_shows_something() -> None:
    """Where no test is named, the row says why."""
    chapters = re.split(r"^## V", document(), flags=re.MULTILINE)[1:]
    assert [int(chapter.split()[0]) for chapter in chapters] == [*CHAPTERS]
    for chapter in chapters:
        rows = [line for line in chapter.splitlines() if line.startswith("| ")][1:]
        assert rows, chapter
        said = ("::", "not done", "no test")
        assert [row for row in rows if not any(words in row.lower() for words in said)] == []
