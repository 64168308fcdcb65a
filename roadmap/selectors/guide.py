"""The transformation guide as a file: read strictly, once per process."""

from functools import lru_cache
from pathlib import Path
from typing import cast

from editing.domain.schema import parse_yaml, read
from roadmap.domain.guide import Guide

FILE = Path(__file__).parent.parent / "guide" / "guide.yaml"


@lru_cache(maxsize=1)
def guide() -> Guide:
    """Return the guide. Raises ExchangeError naming the path or line."""
    return cast(Guide, read(Guide, parse_yaml(FILE.read_text(encoding="utf-8"))))
