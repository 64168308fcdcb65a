"""What an outside register says of a firm: what an operator's own adapter must keep. None is shipped.

`settings.FIRM_REGISTER` names a function of this kind by its dotted path. It must establish that who asks
acts for the firm (as an electronic licence does), not only that a firm of this name and code exists: that is
known to anybody. Its word counts as a look at the licence does, and is called so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The firm's entry. `valid_until`: the last day, None for no end."""

    name: str
    uscc: str
    valid_until: date | None = None


class RegisterUnreachable(Exception):
    """The register gave no answer; nothing is said of the firm."""


# Name, code and the key of the person who asks; None: there is no such entry, or this person does not act for
# it. Raises RegisterUnreachable.
Register = Callable[[str, str, int], Entry | None]
