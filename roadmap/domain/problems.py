"""What can be wrong with entries. A problem names the entry, the field and the reason; all are collected."""

from dataclasses import dataclass
from enum import StrEnum

from roadmap.domain.entries import Entry, Kind


class Reason(StrEnum):
    """Why an entry cannot be published. What people read are the sentences of `roadmap.wording.refusals`."""

    MALFORMED = "is not well-formed"
    CODE_TWICE = "the code occurs twice"
    CODE_TOO_LONG = "the code of a sector has at most 30 characters"
    DAYS_REVERSED = "the first day is later than the last"
    LOW_OVER_HIGH = "the lower end is above the upper end"
    TWICE = "occurs twice"
    UNKNOWN_SCENE = "the standard has no such scene"
    UNKNOWN_QUESTION = "the standard has no such question"
    UNKNOWN_OPTION = "the question has no such option"
    UNKNOWN_DIVISION = "there is no such division"
    UNKNOWN_REGION = "there is no such region"
    UNKNOWN_SECTOR = "there is no such sector"
    UNKNOWN_STAGE = "the sector has no such stage"
    UNKNOWN_CASE = "there is no such case"
    UNKNOWN_MEASURE = "there is no such measure"
    LEVEL_OUT_OF_RANGE = "the standard has no such level"
    LEVELS_DO_NOT_RISE = "levels must rise"
    WEIGHT_OUT_OF_RANGE = "a weight is from 1 to 5"
    RANK_OUT_OF_RANGE = "a rank is at least 1"
    PERCENT_OUT_OF_RANGE = "a share is at most 100 percent"
    SHARE_AND_FIXED = "a share and a fixed sum do not go together"
    UNKNOWN_SUPPORT = "there is no such support measure"
    NO_UNPLACED_STAGE = "there is no stage for scenes that stand in none"
    SERVES_NOTHING = "raises no scene and opens no option"
    SOURCE_MISSING = "a fact needs its source"
    SCENE_UNSERVED = "no measure serves the scene"
    SCENE_NOT_IN_STAGE = "the scene does not count in this stage"
    PREREQUISITE_OF_ANOTHER_SECTOR = "the measure that comes before is one of another sector"
    PREREQUISITE_CYCLE = "measures wait for each other"
    TWO_DEFAULTS = "the division has two default sectors"
    NO_GENERAL_SECTOR = "the general sector must be there"
    GENERAL_SECTOR_ENDS = "the general sector holds on all days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong: in which entry, in which of its fields, why, and with what."""

    kind: Kind
    code: str
    field: str
    reason: Reason
    detail: str = ""

    def __str__(self) -> str:
        detail = f" ({self.detail})" if self.detail else ""
        field = f".{self.field}" if self.field else ""
        return f"{self.kind}[{self.code}]{field}: {self.reason}{detail}"


def problem(entry: Entry, field: str, reason: Reason, detail: object = "") -> Problem:
    """Return a problem of this entry."""
    return Problem(kind=entry.kind, code=entry.code, field=field, reason=reason, detail=str(detail))
