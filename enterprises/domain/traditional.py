"""Traditional signs as simplified ones: for what is looked up or read, never for what is kept."""

from functools import lru_cache

from opencc import OpenCC


def simplified(text: str) -> str:
    """Return the text in simplified signs; what has none stays."""
    return text if text.isascii() else _converter().convert(text)


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")
