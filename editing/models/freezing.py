"""Published content that the database itself refuses to change: migration operations that make triggers.

In a migration, after the table exists:

    from editing.models.freezing import FreezeContent

    operations = [
        # Content with a life cycle, with all its columns and parts as they stand at this migration.
        FreezeContent("Revision", by="revision"),
    ]

Other rows: `audit.models.freezing`. On SQLite a later migration that alters the table rebuilds it and
silently loses its triggers, and other tables' triggers that look at this one would stop it: `refrozen` lifts
all before and makes them again after.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model
from simple_history.models import HistoricalChanges

from audit.models.freezing import Freeze
from audit.models.operations import BesideModels

# What changes on the one way on, from published to retired.
RETIREMENT = ("state", "retired_by_id", "retired_at")


class FreezeContent(BesideModels):
    """Freeze what is published or retired with all its parts, by the models as they are at this migration.

    A new column is frozen with the others. `whole`: the model with the life cycle; `by`: the field by which
    the models of its parts, which have a `position`, name their whole.
    """

    def __init__(self, whole: str, *, by: str) -> None:
        self.whole = whole
        self.by = by

    def make(self, editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState) -> None:
        for freeze in self._freezes(app_label, state):
            freeze.make(editor, app_label, state)

    def remove(self, editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState) -> None:
        for freeze in self._freezes(app_label, state):
            freeze.remove(editor, app_label, state)

    def describe(self) -> str:
        return f"Freeze published rows of {self.whole} and their parts"

    @property
    def migration_name_fragment(self) -> str:
        return f"freeze_{self.whole.lower()}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.whole], {"by": self.by})

    def _freezes(self, app_label: str, state: ProjectState) -> Iterator[Freeze]:
        models = {model._meta.db_table: model for model in state.apps.get_app_config(app_label).get_models()}
        whole = state.apps.get_model(app_label, self.whole)
        columns = (field.column for field in whole._meta.concrete_fields)
        yield freeze_published(whole._meta.db_table, [name for name in columns if name not in RETIREMENT])
        for table in sorted(models):
            tie = self._tie(models[table], whole)
            if tie:
                yield freeze_part(table, of=whole._meta.db_table, by=tie)

    def _tie(self, model: type[Model], whole: type[Model]) -> str:
        """Return the column that ties the rows of a part to their whole; empty for any other model."""
        fields = {field.name: field for field in model._meta.concrete_fields}
        tie: Any = fields.get(self.by)
        if tie is None or "position" not in fields or issubclass(model, HistoricalChanges):
            return ""
        # By name, for a state may render a model more than once.
        return str(tie.column) if tie.related_model._meta.label == whole._meta.label else ""


class Thaw(BesideModels):
    """Lift what an operation guards, before an alteration; backwards it freezes again."""

    def __init__(self, freeze: Freeze | FreezeContent) -> None:
        self.freeze = freeze

    def make(self, editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState) -> None:
        self.freeze.remove(editor, app_label, state)

    def remove(self, editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState) -> None:
        self.freeze.make(editor, app_label, state)

    def describe(self) -> str:
        return f"Thaw: {self.freeze.describe()}"


def refrozen(freezes: Iterable[Freeze | FreezeContent], changes: Iterable[Operation]) -> list[Operation]:
    """Return the operations of a migration that alters frozen tables."""
    freezes = list(freezes)
    return [*map(Thaw, freezes), *changes, *freezes]


def freeze_published(table: str, columns: Iterable[str]) -> Freeze:
    """Freeze rows with a life cycle: only drafts are born, changed and deleted.

    The only way on is from published to retired, with none of these columns changed.
    """
    changed = " OR ".join(f'NEW."{column}" {{differs}} OLD."{column}"' for column in columns)
    return Freeze(
        table,
        insert="NEW.state <> 'draft'",
        update="OLD.state <> 'draft' AND NOT (OLD.state = 'published' AND NEW.state = 'retired')"
        f" OR OLD.state <> 'draft' AND ({changed})",
        delete="OLD.state <> 'draft'",
    )


def freeze_part(table: str, *, of: str, by: str) -> Freeze:
    """Freeze the rows that belong, by the column `by`, to a row of the table `of` that is no draft."""

    def frozen(row: str) -> str:
        return f"EXISTS (SELECT 1 FROM {of} WHERE {of}.id = {row}.{by} AND {of}.state <> 'draft')"  # noqa: S608

    return Freeze(
        table, insert=frozen("NEW"), update=f"{frozen('OLD')} OR {frozen('NEW')}", delete=frozen("OLD")
    )
