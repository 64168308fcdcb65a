"""A standard that rates no scenes has no dimension for them: the name may be empty."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("criteria", "0004_history_and_rules_by_data")]

    # Forms only: nothing changes in the database, so no table is rebuilt and no trigger lost.
    operations = [
        migrations.AlterField(
            model_name="historicalrevision",
            name="scene_dimension_zh",
            field=models.TextField(blank=True, verbose_name="按场景评定的维度"),
        ),
        migrations.AlterField(
            model_name="revision",
            name="scene_dimension_zh",
            field=models.TextField(blank=True, verbose_name="按场景评定的维度"),
        ),
    ]
