import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    blocks = "reports, for the seconds in which their new column is indexed"

    dependencies = [
        ('assessment', '0002_freeze_snapshots'),
        ('reports', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='previous',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.snapshot'),
        ),
    ]
