"""The transformation guide, and what levels are good for, as files: read strictly, once per process."""

from functools import lru_cache
from pathlib import Path

from editing.domain.schema import read_file
from roadmap.domain.guide import Guide
from roadmap.domain.uses import Uses

FILE = Path(__file__).parent.parent / "guide" / "guide.yaml"
USES = FILE.with_name("uses.yaml")


@lru_cache(maxsize=1)
def guide() -> Guide:
    """Return the guide. Raises ExchangeError naming the path or line."""
    return read_file(Guide, FILE)


@lru_cache(maxsize=1)
def uses() -> Uses:
    """Return what levels are good for. Raises ExchangeError naming the path or line."""
    return read_file(Uses, USES)
