"""The roadmap library: `committed_library()` from its files, `shared_library` published in the database.

Reading its many files takes a second: it is done once a process.
"""

from functools import cache

import pytest

from roadmap.domain.exchange import read_library
from roadmap.domain.library import Library
from roadmap.services import load_library
from tests.people import AT


@cache
def committed_library() -> Library:
    """Return what `roadmap/data` says, without a database."""
    return read_library()


@pytest.fixture(scope="module")
def shared_library(shared_2024: None) -> None:
    """The committed library, published once for the tests of a file, with the standard."""
    load_library(library=committed_library(), at=AT)
