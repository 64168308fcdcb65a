from django.db import migrations

from audit.models.freezing import Freeze

# Records never change. They go only when the one row of the state says that their day is past, which takes
# half a year at least and is never taken back.
KEPT = "NOT EXISTS (SELECT 1 FROM audit_logstate WHERE audit_logstate.kept_from > OLD.day)"
TOO_YOUNG = "NEW.kept_from IS NOT NULL AND NEW.kept_from > {half_a_year_ago}"
TAKEN_BACK = "OLD.kept_from IS NOT NULL AND (NEW.kept_from IS NULL OR NEW.kept_from < OLD.kept_from)"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        Freeze("audit_record", update="TRUE", delete=KEPT),
        Freeze("audit_logstate", insert=TOO_YOUNG, update=f"{TOO_YOUNG} OR {TAKEN_BACK}", delete="TRUE"),
    ]
