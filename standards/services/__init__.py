"""Writes of the standard. Each is one transaction, with who and when given; by None: a command."""

from standards.services.arranging import StaleWeights, WeightEdit, place_part, set_weights
from standards.services.defects import link_correction, mark_defective
from standards.services.doubts import point_variant
from standards.services.drafts import (
    copy_revision,
    delete_draft,
    derive_standard,
    import_standard,
    lock_draft,
    replace_draft,
)
from standards.services.publishing import Erratum, Loaded, load, publish, retire
from standards.services.refusals import StandardRefusal
from standards.services.uploads import confirm_upload
from standards.services.verifying import amend_verification, record_verification

__all__ = [
    "Erratum",
    "Loaded",
    "StaleWeights",
    "StandardRefusal",
    "WeightEdit",
    "amend_verification",
    "confirm_upload",
    "copy_revision",
    "delete_draft",
    "derive_standard",
    "import_standard",
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
