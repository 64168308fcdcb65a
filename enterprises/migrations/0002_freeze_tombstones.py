from django.db import migrations

from audit.models.freezing import Freeze

# A tombstone opens the triggers of what its firm has submitted: there is none for a firm that is not there
# yet, and it stays for good.
UNKNOWN = "NOT EXISTS (SELECT 1 FROM enterprises_enterprise WHERE enterprises_enterprise.id = NEW.firm)"


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0001_initial")]

    operations = [
        Freeze("enterprises_tombstone", insert=UNKNOWN, update="TRUE", delete="TRUE"),
        Freeze("enterprises_erasednumber", update="TRUE", delete="TRUE"),
    ]
