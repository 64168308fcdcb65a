"""What a migration makes in the database that is no part of the models: triggers, indexes of our own."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class BesideModels(Operation):
    """Leaves the state of the models alone. Each kind says what it makes, and how that goes again."""

    reduces_to_sql = True
    reversible = True

    def make(self, editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState) -> None:
        """Make it in the database, with the models as they are at this migration."""
        raise NotImplementedError

    def remove(self, editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState) -> None:
        """Take it away again."""
        raise NotImplementedError

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Django knows nothing of it."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.make(schema_editor, app_label, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.remove(schema_editor, app_label, to_state)
