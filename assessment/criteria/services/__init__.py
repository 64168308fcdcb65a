"""Writes of the standard. Each is one transaction, with who and when given; by None: a command."""

from assessment.criteria.services.defects import link_correction, mark_defective
from assessment.criteria.services.drafts import (
    copy_revision,
    delete_draft,
    derive_standard,
    import_standard,
    replace_draft,
)
from assessment.criteria.services.publishing import Loaded, load, publish, retire
from assessment.criteria.services.refusals import Reason, RefusedChange
from assessment.criteria.services.verifying import record_verification

__all__ = [
    "Loaded",
    "Reason",
    "RefusedChange",
    "copy_revision",
    "delete_draft",
    "derive_standard",
    "import_standard",
    "link_correction",
    "load",
    "mark_defective",
    "publish",
    "record_verification",
    "replace_draft",
    "retire",
]
