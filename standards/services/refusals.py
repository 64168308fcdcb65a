"""Why a change of a standard is refused. Nothing has been written then."""

from enum import StrEnum


class Reason(StrEnum):
    """The sentence for commands and logs; `standards.wording.problems` says the same to admins."""

    OTHER_ORIGIN = "{code} exists with the origin {found}, not {origin}"
    EXISTS = "{revision} exists already"
    CODE_TAKEN = "the code {code} belongs to another standard"
    TOO_PRECISE = "{revision}: a value has more digits than the database holds"
    NOT_DRAFT = "{revision} is not a draft"
    NOT_PUBLISHED = "{revision} is not published"
    NEVER_PUBLISHED = "{revision} has never been published"
    DRAFT_EXISTS = "{revision} exists as a draft; publish or delete it first"
    NO_TEXT_THERE = "{revision} has no text {path}"
    EMPTY_OFFICIAL_TEXT = "{revision}: the official text {path} is empty"
    OTHER_CONTENT = "{revision} is published and says something else; give the file a new revision"
    OTHER_STANDARD = "the file holds {found}, not {code}"
    UNSOUND = "{revision} still has problems"
    NOTE_MISSING = "a change note is missing"
    FOUR_EYES = "whoever wrote a change does not publish it"
    ERRATUM_MISSING = (
        "an official standard changes what is graded only with the source of the erratum: {codes}"
    )
    CODE_REUSED = "{codes} meant something else before: give what is new a new code"
    NOTHING_CHANGED = "{revision} says the same as the revision it is based on"
    REASON_MISSING = "a reason is missing"
    DEFECT_KNOWN = "{revision} is marked as defective already"
    CORRECTED = "the correction of {revision} is recorded already"
    ROWS_REJECTED = "the file has rows that cannot be taken"
    PREVIEW_OUTDATED = "what the file would change is no longer what was shown"
    NOTHING_TO_IMPORT = "the file says what {revision} says"
    NO_CORRECTION = "{revision} does not correct it: it must be a later published revision without a defect"


class RefusedChange(ValueError):
    """The change is not allowed; `reason` and `values` say why."""

    def __init__(self, reason: Reason, **values: object) -> None:
        super().__init__(reason.value.format(**values))
        self.reason = reason
        self.values = values
