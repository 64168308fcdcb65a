"""The numbers of rows, as forms and programs send them."""

import re

_NUMBER = re.compile("[0-9]{1,18}")  # databases count no further; SQLite fails where more is asked for


def is_row_number(text: str) -> bool:
    """Return whether a row can have this number."""
    return _NUMBER.fullmatch(text) is not None
