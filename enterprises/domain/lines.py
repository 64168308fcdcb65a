"""Texts that stand on one line: names of firms, people and plans."""

import re

# All that any reader takes for the end of a line; tabs, which part cells, are kept out too.
_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")


def one_line(text: str) -> str:
    """Return the text with one blank for each break, and without breaks at its ends."""
    return " ".join([part for part in _BREAKS.split(text) if part])
