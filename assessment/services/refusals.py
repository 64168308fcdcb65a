"""Why a write is refused. Nothing has been written then."""

from assessment.domain.progress import Progress


class NotDraft(Exception):
    """The assessment has been submitted; its answers no longer change."""


class OtherRevision(Exception):
    """The draft has been moved to another revision since it was read."""


class LinkClosed(Exception):
    """The link has been withdrawn, handed in or has expired, or its maker may no longer fill."""


class SectionClosed(Exception):
    """The owner has closed the section of the item: nothing is saved in it."""


class NotThisStep(Exception):
    """The section is not as it was seen: this step does not follow."""


class TooMany(Exception):
    """As many links, names under one link, or remarks at one item, as may be."""


class NotOffered(Exception):
    """The draft may not move to this revision: only to the newest one, and a correction to none."""


class NothingToUndo(Exception):
    """The move is not the last one, or it has been undone."""


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
    """Someone else changed the answer since it was read. What is there now is for the caller to read."""
