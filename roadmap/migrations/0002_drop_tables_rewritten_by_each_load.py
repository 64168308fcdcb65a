from django.db import migrations

TABLES = ("Pain", "PriorityScene", "Target", "Estimate", "Measure", "Stage")


class Migration(migrations.Migration):
    """Make room for entries in versions. Nothing is lost: `load_roadmaps` fills the new tables."""

    dependencies = [("roadmap", "0001_sectors_stages_measures_and_cases")]

    operations = [
        *(migrations.DeleteModel(name) for name in TABLES),
        migrations.RemoveField("sector", "near_case"),
        migrations.DeleteModel("Case"),
        migrations.DeleteModel("Sector"),
        migrations.DeleteModel("LibraryVersion"),
    ]
