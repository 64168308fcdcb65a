"""Why a change of a standard is refused, beside what may stand against any draft (`editing.services`)."""

from enum import StrEnum


class StandardRefusal(StrEnum):
    """The sentence for commands and logs; `standards.wording.problems` says the same to admins."""

    OTHER_ORIGIN = "{code} exists with the origin {found}, not {origin}"
    EXISTS = "exists already"
    CODE_TAKEN = "the code {code} belongs to another standard"
    NEVER_PUBLISHED = "has never been published"
    NO_TEXT_THERE = "has no text {path}"
    EMPTY_OFFICIAL_TEXT = "cannot be verified: the official text {path} is empty"
    OTHER_CONTENT = "is published and says something else; give the file a new revision"
    OTHER_STANDARD = "the file holds {found}, not {code}"
    ERRATUM_MISSING = (
        "an official standard changes what is graded only with the source of the erratum: {codes}"
    )
    ERRATUM_VAGUE = "the source of the erratum names no document: give its address or number"
    SOURCE_UNCONFIRMED = "nobody has compared the change with the source of the erratum: {codes}"
    OWN_ERRATUM = "what an official standard grades otherwise is confirmed by somebody else than its author"
    MAKES_IT_LOCAL = "scored parts were added, removed or reworded: save it as a local standard ({codes})"
    OWN_COMPARISON = "who wrote a revision does not record its comparison with the original"
    CODE_REUSED = "{codes} meant something else before: give what is new a new code"
    NOTHING_CHANGED = "says the same as the revision it is based on"
    REASON_MISSING = "a reason is missing"
    DEFECT_KNOWN = "is marked as defective already"
    CORRECTED = "has a correction already"
    NOTHING_TO_IMPORT = "says what the file says"
    NO_CORRECTION = "does not correct it: it must be a later published revision without a defect"
