from django.db import migrations

from assessment.immutability import Freeze

PARTS = (
    "dimension",
    "group",
    "figure",
    "question",
    "option",
    "scenegroup",
    "scene",
    "typicalsystem",
    "scenelevel",
    "threshold",
    "variant",
    "variantscene",
    "variantquestion",
    "term",
    "notapplicablereason",
)

_REVISION_COLUMNS = (
    "id",
    "standard_id",
    "number",
    "name_zh",
    "name_en",
    "scene_dimension_zh",
    "scene_dimension_en",
    "document_number",
    "document_issuer",
    "document_issued",
    "document_url",
    "rule_kind",
    "below_zh",
    "below_en",
    "rule_source_zh",
    "rule_source_en",
    "digest",
    "created_by_id",
    "created_at",
    "published_by_id",
    "published_at",
)


def _frozen(row: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM criteria_revision WHERE criteria_revision.id = {row}.revision_id"  # noqa: S608
        " AND criteria_revision.state <> 'draft')"
    )


def _revision_update() -> str:
    changed = " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in _REVISION_COLUMNS)
    # The only way on is from published to retired, with nothing else changed.
    return (
        "OLD.state <> 'draft' AND NOT (OLD.state = 'published' AND NEW.state = 'retired')"
        f" OR OLD.state <> 'draft' AND ({changed})"
    )


_HAS_FROZEN_REVISION = (
    "EXISTS (SELECT 1 FROM criteria_revision WHERE criteria_revision.standard_id = OLD.id"
    " AND criteria_revision.state <> 'draft')"
)


class Migration(migrations.Migration):
    """Freeze published and retired revisions with all their parts, in the database itself."""

    dependencies = [("criteria", "0001_standards")]

    operations = [
        Freeze("criteria_standard", update=_HAS_FROZEN_REVISION, delete=_HAS_FROZEN_REVISION),
        Freeze(
            "criteria_revision",
            insert="NEW.state <> 'draft'",
            update=_revision_update(),
            delete="OLD.state <> 'draft'",
        ),
        *(
            Freeze(
                f"criteria_{part}",
                insert=_frozen("NEW"),
                update=f"{_frozen('OLD')} OR {_frozen('NEW')}",
                delete=_frozen("OLD"),
            )
            for part in PARTS
        ),
    ]
