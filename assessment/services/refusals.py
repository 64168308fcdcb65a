"""Why a write is refused. Nothing has been written then."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from assessment.domain.progress import Progress
from assessment.domain.sheet import Value


class NotDraft(Exception):
    """The assessment has been submitted; its answers no longer change."""


class OpenDraft(Exception):
    """The enterprise already has an open draft."""


class AlreadySuperseded(Exception):
    """The snapshot has been corrected before; the newest one is to be corrected instead."""


class Incomplete(Exception):
    """A submission is refused; `progress` says what is missing and what is to be confirmed."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(f"open: {progress.open}, to confirm: {progress.unconfirmed}")
        self.progress = progress


class StaleWrite(Exception):
    """Someone else changed the answer since it was read. Nothing was written."""

    def __init__(
        self,
        *,
        code: str,
        value: Value | None,
        figures: Mapping[str, Decimal],
        version: int,
        changed_by: str,
        changed_at: datetime | None,
    ) -> None:
        super().__init__(f"{code} is at version {version} now")
        self.code = code
        self.value = value
        self.figures = figures
        self.version = version
        self.changed_by = changed_by
        self.changed_at = changed_at
