from django.db import migrations

from audit.models.freezing import Freeze
from standards.models.freezing import FREEZES

KEPT = ("id", "revision_id", "reason", "recorded_by_id", "recorded_at")


def _defect_update() -> str:
    changed = " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in KEPT)
    # The correction is linked once.
    return f"OLD.corrected_by_id IS NOT NULL OR {changed}"


class Migration(migrations.Migration):
    """Freeze published and retired revisions with all their parts, and recorded errors."""

    dependencies = [("standards", "0001_initial")]

    operations = [*FREEZES, Freeze("standards_defect", update=_defect_update(), delete="TRUE")]
