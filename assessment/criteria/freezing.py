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

from assessment.immutability import Freeze

_HAS_FROZEN_REVISION = (
    "EXISTS (SELECT 1 FROM criteria_revision WHERE criteria_revision.standard_id = OLD.id"
    " AND criteria_revision.state <> 'draft')"
)


def freezes(parts: Iterable[str], revision_columns: Iterable[str]) -> list[Freeze]:
    """Freeze standards, revisions and the tables of these parts.

    `revision_columns`: those of the revision that never change once it is published; the rest tells of the
    one way on, from published to retired.
    """
    return [
        Freeze("criteria_standard", update=_HAS_FROZEN_REVISION, delete=_HAS_FROZEN_REVISION),
        Freeze(
            "criteria_revision",
            insert="NEW.state <> 'draft'",
            update=_revision_update(revision_columns),
            delete="OLD.state <> 'draft'",
        ),
        *(
            Freeze(
                f"criteria_{part}",
                insert=_frozen("NEW"),
                update=f"{_frozen('OLD')} OR {_frozen('NEW')}",
                delete=_frozen("OLD"),
            )
            for part in parts
        ),
    ]


def _frozen(row: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM criteria_revision WHERE criteria_revision.id = {row}.revision_id"  # noqa: S608
        " AND criteria_revision.state <> 'draft')"
    )


def _revision_update(columns: Iterable[str]) -> str:
    changed = " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in columns)
    # The only way on is from published to retired, with nothing else changed.
    return (
        "OLD.state <> 'draft' AND NOT (OLD.state = 'published' AND NEW.state = 'retired')"
        f" OR OLD.state <> 'draft' AND ({changed})"
    )
