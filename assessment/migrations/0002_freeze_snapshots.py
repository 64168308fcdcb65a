from django.db import migrations

from audit.models.freezing import Freeze


class Migration(migrations.Migration):
    """What was submitted never changes and never goes, in the database itself."""

    dependencies = [("assessment", "0001_initial")]

    operations = [Freeze("assessment_snapshot", update="TRUE", delete="TRUE")]
