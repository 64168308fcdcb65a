from django.db import migrations

from assessment.criteria.freezing import freezes

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

REVISION_COLUMNS = (
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


class Migration(migrations.Migration):
    """Freeze published and retired revisions with all their parts, in the database itself."""

    dependencies = [("criteria", "0001_standards")]

    operations = [*freezes(PARTS, REVISION_COLUMNS)]
