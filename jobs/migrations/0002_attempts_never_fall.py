from django.db import migrations, models


class Migration(migrations.Migration):
    """Say with each job which attempt is its last, so that a retry need not count from the start again."""

    dependencies = [("jobs", "0001_jobs_as_rows")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="last_attempt",
            field=models.PositiveSmallIntegerField(default=3),
            preserve_default=False,
        ),
    ]
