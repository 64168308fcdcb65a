from django.db import migrations

from audit.models.freezing import Freeze

COLUMNS = (
    "id",
    "public_id",
    "assessment_id",
    "kind",
    "standard_code",
    "revision_number",
    "digest",
    "payload",
    "pledge_version",
    "submitted_by_id",
    "submitted_at",
    "supersedes_id",
    "reason",
)
# It goes with its whole firm alone, which leaves a tombstone that stays for good: while the firm is still
# there, for nothing is to go because its assessment was moved to a firm erased long ago.
FIRM_LIVES = (
    "NOT EXISTS (SELECT 1 FROM enterprises_tombstone JOIN assessment_assessment"
    " ON assessment_assessment.enterprise_id = enterprises_tombstone.firm"
    " JOIN enterprises_enterprise ON enterprises_enterprise.id = enterprises_tombstone.firm"
    " WHERE assessment_assessment.id = OLD.assessment_id)"
)


class Migration(migrations.Migration):
    """What was submitted never changes, and never goes while its firm is there, in the database itself.

    The address alone from which it came is taken away, with the account of who submitted it.
    """

    dependencies = [("assessment", "0001_initial"), ("enterprises", "0001_initial")]

    operations = [
        Freeze(
            "assessment_snapshot",
            update="OLD.submitted_from IS NULL OR NEW.submitted_from IS NOT NULL OR "
            + " OR ".join(f"NEW.{column} {{differs}} OLD.{column}" for column in COLUMNS),
            delete=FIRM_LIVES,
        )
    ]
