from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('enterprises', '0003_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='enterprise',
            name='editor_removed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
