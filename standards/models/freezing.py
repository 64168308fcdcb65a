"""The triggers that freeze published and retired revisions, for migrations.

A migration that alters one of these tables thaws all before and freezes all after: SQLite rebuilds an altered
table, which loses its triggers and stumbles over those of other tables that look at it.

    operations = [
        *(Thaw(freeze) for freeze in freezes(PARTS, BEFORE)),
        migrations.AddField("revision", …),
        *freezes(PARTS, AFTER),
    ]
"""

from collections.abc import Iterable

from editing.models.freezing import Freeze, freeze_part, freeze_published

_HAS_FROZEN_REVISION = (
    "EXISTS (SELECT 1 FROM standards_revision WHERE standards_revision.standard_id = OLD.id"
    " AND standards_revision.state <> 'draft')"
)


def freezes(parts: Iterable[str], revision_columns: Iterable[str]) -> list[Freeze]:
    """Freeze standards, revisions and the tables of these parts.

    `revision_columns`: those of the revision that never change once it is published; the rest tells of the
    one way on, from published to retired.
    """
    return [
        Freeze("standards_standard", update=_HAS_FROZEN_REVISION, delete=_HAS_FROZEN_REVISION),
        freeze_published("standards_revision", revision_columns),
        *(freeze_part(f"standards_{part}", of="standards_revision", by="revision_id") for part in parts),
    ]
