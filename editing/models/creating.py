"""The first migration of an app with many models: they are created together.

Django renders all models that refer to each other anew after each operation of a migration. For a hundred
models that takes most of a minute, for the same tables:

    operations = [CreateModels([
        migrations.CreateModel(...),
        ...
    ])]
"""

from collections.abc import Iterable, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Part = CreateModel | AddField | AddConstraint | AddIndex


class CreateModels(Operation):
    """Create models as they stand once all the operations are done.

    Args:
        operations: as `makemigrations` writes them; what they add, they add to models created among them.
    """

    def __init__(self, operations: Iterable[Part]) -> None:
        self.operations: Sequence[Part] = tuple(operations)
        created = {one.name_lower for one in self._creating}
        later = [one for one in self.operations if not isinstance(one, CreateModel)]
        if others := [one.describe() for one in later if one.model_name_lower not in created]:
            raise ValueError(f"not of a model created here: {'; '.join(others)}")

    @property
    def _creating(self) -> Sequence[CreateModel]:
        return [one for one in self.operations if isinstance(one, CreateModel)]

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        vars(state).pop("apps", None)  # rendered again when next asked for
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self._creating:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self._creating):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self._creating)} models"
