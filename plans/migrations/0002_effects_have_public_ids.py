import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """No page has written a figure yet, so the one default serves no two rows."""

    dependencies = [("plans", "0001_plans_followed_and_proven")]

    operations = [
        migrations.AddField(
            model_name="effectfigure",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
