"""Traditional signs as simplified ones, one by one: for what is looked up or read, never for what is kept."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "traditional.txt"


@lru_cache(maxsize=1)
def _signs() -> Mapping[int, str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    pairs = (pair for line in lines if not line.startswith("#") for pair in line.split())
    return {ord(pair[0]): pair[1] for pair in pairs}


def simplified(text: str) -> str:
    """Return the text in simplified signs; what has none stays."""
    return text if text.isascii() else text.translate(_signs())
