from django.db import migrations

from audit.models.searching import Has, HasInCode, SearchIndex


class Migration(migrations.Migration):
    """What staff search firms and people by."""

    dependencies = [("enterprises", "0002_freeze_tombstones")]

    operations = [
        SearchIndex("enterprises_enterprise", "name", Has),
        SearchIndex("enterprises_enterprise", "uscc", HasInCode),
        SearchIndex("enterprises_verification", "name", Has),
        SearchIndex("enterprises_user", "email", HasInCode),
        SearchIndex("enterprises_user", "phone", HasInCode),
        SearchIndex("enterprises_user", "name", Has),
    ]
