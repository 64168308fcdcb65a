"""Writes of the library: drafts, publication, retirement, loading. Each is one transaction."""

from roadmap.services.drafts import copy_entry, delete_draft, import_library, new_draft
from roadmap.services.loading import Loaded, load_library
from roadmap.services.parts import keep_codes
from roadmap.services.publishing import publish_entries, publish_entry, retire_entry
from roadmap.services.refusals import LibraryRefusal
from roadmap.services.uploads import confirm_upload

__all__ = [
    "LibraryRefusal",
    "Loaded",
    "confirm_upload",
    "copy_entry",
    "delete_draft",
    "import_library",
    "keep_codes",
    "load_library",
    "new_draft",
    "publish_entries",
    "publish_entry",
    "retire_entry",
]
