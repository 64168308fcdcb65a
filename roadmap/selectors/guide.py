"""The transformation guide, and what levels are good for, as files: read strictly, once per process."""

from functools import lru_cache
from pathlib import Path
from typing import cast

from editing.domain.schema import parse_yaml, read
from roadmap.domain.guide import Guide
from roadmap.domain.uses import Uses

FILE = Path(__file__).parent.parent / "guide" / "guide.yaml"
USES = FILE.with_name("uses.yaml")


@lru_cache(maxsize=1)
def guide() -> Guide:
    """Return the guide. Raises ExchangeError naming the path or line."""
    return cast(Guide, read(Guide, parse_yaml(FILE.read_text(encoding="utf-8"))))


@lru_cache(maxsize=1)
def uses() -> Uses:
    """Return what levels are good for. Raises ExchangeError naming the path or line."""
    return cast(Uses, read(Uses, parse_yaml(USES.read_text(encoding="utf-8"))))
