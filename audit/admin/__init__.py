"""The log, and what admin pages above share: looking without changing, long lists."""

from audit.admin.lists import LongList, OfferedFilters
from audit.admin.looking import Audited, LookOnly
from audit.admin.records import RecordAdmin

__all__ = ["Audited", "LongList", "LookOnly", "OfferedFilters", "RecordAdmin"]
