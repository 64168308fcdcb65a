from typing import Any

from django.db import migrations

from audit.models.searching import SOUGHT


def make_function(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(SOUGHT)


class Migration(migrations.Migration):
    """What a search looks up in the indexes."""

    dependencies = [("enterprises", "0004_editor_removed")]
    blocks = "nobody: a function is added"

    operations = [migrations.RunPython(make_function, migrations.RunPython.noop)]
