from django.db import migrations

from editing.models.freezing import Freeze
from standards.models.freezing import freezes

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
REVISION = (
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
    "based_on_id",
    "change_note",
    "erratum_source",
    "same_person",
)
KEPT = ("id", "revision_id", "reason", "recorded_by_id", "recorded_at")


def _defect_update() -> str:
    changed = " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in KEPT)
    # The correction is linked once.
    return f"OLD.corrected_by_id IS NOT NULL OR {changed}"


class Migration(migrations.Migration):
    """Freeze published and retired revisions with all their parts, and recorded errors."""

    dependencies = [("standards", "0001_initial")]

    operations = [
        *freezes(PARTS, REVISION),
        Freeze("standards_defect", update=_defect_update(), delete="TRUE"),
    ]
