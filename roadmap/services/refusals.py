"""Why a change of the library is refused, beside what may stand against any draft (`editing.services`)."""

from enum import StrEnum


class LibraryRefusal(StrEnum):
    """What people read are the sentences of `roadmap.wording.refusals`."""

    REFERRED_TO = "is referred to by other entries"
    GENERAL_STAYS = "the general sector cannot be retired"
    NO_STANDARD = "there is no published standard to check against"
