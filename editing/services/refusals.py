"""Why a change of drafted content is refused, whatever the content. Nothing has been written then.

What only one content can refuse stands in an enum of its own, beside its services. People read the sentences
of the content's `wording`; commands and logs say the values of the enums.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any


class Refusal(StrEnum):
    """Said of what it is about, which stands before it: `auto@2 is not a draft`."""

    NOT_DRAFT = "is not a draft"
    NOT_PUBLISHED = "is not published"
    DRAFT_EXISTS = "exists as a draft; publish or delete it first"
    NOTE_MISSING = "has no change note"
    OWN_WORK = "is not published by whoever wrote a part of it"
    NOT_SOUND = "still has problems"
    NOT_EXACT = "has a value with more digits than the database holds"
    ROWS_REJECTED = "the file has rows that cannot be taken"
    PREVIEW_OUTDATED = "what the file would change is no longer what was shown"


class RefusedChange(ValueError):
    """The change is not allowed.

    `reason` says why, `about` are the rows concerned or their names, `problems` all that would be wrong, and
    `values` what else the sentence names.
    """

    def __init__(
        self, reason: StrEnum, *about: object, problems: Sequence[Any] = (), **values: object
    ) -> None:
        said = f"{', '.join(map(str, about))} {reason.value.format(**values)}".strip()
        super().__init__(f"{said}: {'; '.join(map(str, problems))}" if problems else said)
        self.reason = reason
        self.about = about
        self.problems = problems
        self.values = values
