"""The triggers that freeze published and retired revisions, for migrations.

A migration that alters one of these tables:

    operations = refrozen(FREEZES, [migrations.AddField("question", …)])
"""

from audit.models.freezing import Freeze
from editing.models.freezing import FreezeContent

_HAS_FROZEN_REVISION = (
    "EXISTS (SELECT 1 FROM standards_revision WHERE standards_revision.standard_id = OLD.id"
    " AND standards_revision.state <> 'draft')"
)
FREEZES = (
    Freeze("standards_standard", update=_HAS_FROZEN_REVISION, delete=_HAS_FROZEN_REVISION),
    FreezeContent("Revision", by="revision"),
)
