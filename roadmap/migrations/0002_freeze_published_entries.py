from django.db import migrations

from roadmap.models.freezing import FREEZES


class Migration(migrations.Migration):
    """Freeze published and retired entries with all their parts, in the database itself."""

    dependencies = [("roadmap", "0001_initial")]

    operations = [*FREEZES]
