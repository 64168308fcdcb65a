"""Writes of the standard. Each is one transaction, with who and when given; by None: a command."""

from assessment.criteria.services.arranging import StaleWeights, WeightEdit, place_part, set_weights
from assessment.criteria.services.defects import link_correction, mark_defective
from assessment.criteria.services.doubts import point_variant
from assessment.criteria.services.drafts import (
    copy_revision,
    delete_draft,
    derive_standard,
    import_standard,
    lock_draft,
    replace_draft,
)
from assessment.criteria.services.publishing import Loaded, load, publish, retire
from assessment.criteria.services.refusals import Reason, RefusedChange
from assessment.criteria.services.uploads import confirm_upload, discard_upload, keep_upload
from assessment.criteria.services.verifying import amend_verification, record_verification

__all__ = [
    "Loaded",
    "Reason",
    "RefusedChange",
    "StaleWeights",
    "WeightEdit",
    "amend_verification",
    "confirm_upload",
    "copy_revision",
    "delete_draft",
    "derive_standard",
    "discard_upload",
    "import_standard",
    "keep_upload",
    "link_correction",
    "load",
    "lock_draft",
    "mark_defective",
    "place_part",
    "point_variant",
    "publish",
    "record_verification",
    "replace_draft",
    "retire",
    "set_weights",
]
