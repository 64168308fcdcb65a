"""Why a change of the library is refused. Nothing has been written then."""

from enum import StrEnum

from roadmap.domain.problems import Problem


class Refusal(StrEnum):
    """What people read are the sentences of `roadmap.wording.refusals`."""

    NOT_SOUND = "the library would not be sound"
    NOT_DRAFT = "the entry is not a draft"
    NOT_PUBLISHED = "the entry is not published"
    DRAFT_EXISTS = "there is a draft already"
    NOTE_MISSING = "the change note is missing"
    OWN_WORK = "nobody publishes what he wrote or changed"
    REFERRED_TO = "other entries refer to it"
    GENERAL_STAYS = "the general sector cannot be retired"
    NO_STANDARD = "there is no published standard to check against"
    ROWS_REJECTED = "the file has rows that cannot be taken"
    PREVIEW_OUTDATED = "what the file would change is no longer what was shown"
    NOT_EXACT = "the database cannot hold a value exactly"


class RefusedChange(Exception):
    """`reason` says why; `entries` name those concerned, `problems` all that would be wrong."""

    def __init__(
        self, reason: Refusal, *, entries: tuple[str, ...] = (), problems: tuple[Problem, ...] = ()
    ) -> None:
        details = [*entries, *map(str, problems)]
        super().__init__(f"{reason}: {'; '.join(details)}" if details else str(reason))
        self.reason = reason
        self.entries = entries
        self.problems = problems
