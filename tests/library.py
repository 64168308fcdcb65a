"""The roadmap library: `committed_library()` from its files, `shared_library` published in the database.

Reading its many files takes a second, publishing them four: each is done once a process.
"""

from functools import cache

import pytest

from roadmap.domain.exchange import read_library
from roadmap.domain.library import Library
from roadmap.services import load_library
from tests.kept_rows import write_once
from tests.people import AT


@cache
def committed_library() -> Library:
    """Return what `roadmap/data` says, without a database."""
    return read_library()


def load_committed_library() -> None:
    """Have the committed library published, beside the committed standard and nothing else of its kind."""
    load_once("committed", committed_library())


def load_once(name: str, library: Library) -> None:
    """Have a library published, beside nothing else of its kind. `name`: no other library has it."""
    write_once(f"library {name}", lambda: load_library(library=library, at=AT))


@pytest.fixture(scope="module")
def shared_library(shared_2024: None) -> None:
    """The committed library, published once for the tests of a file, with the standard."""
    load_committed_library()
