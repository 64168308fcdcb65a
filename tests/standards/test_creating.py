"""Models that are created together are the same as those created one by one."""

import pytest
from django.db import connection, models
from django.db.migrations.operations import AddConstraint, AddField, CreateModel
from django.db.migrations.state import ProjectState

from editing.models.creating import CreateModels, Part

KEY = ("id", models.BigAutoField(primary_key=True))
CHOSEN = models.ForeignKey("editing.Page", models.CASCADE, null=True, related_name="+")
NAMED = models.CheckConstraint(condition=~models.Q(name=""), name="book_has_a_name")
OPERATIONS: tuple[Part, ...] = (
    CreateModel("Book", [KEY, ("name", models.TextField())]),
    CreateModel("Page", [KEY, ("book", models.ForeignKey("editing.Book", models.CASCADE))]),
    AddField("book", "chosen", CHOSEN),
    AddConstraint("book", NAMED),
)
TABLES = {"editing_book", "editing_page"}


def forwards(*operations: Part | CreateModels) -> ProjectState:
    state = ProjectState()
    for operation in operations:
        operation.state_forwards("editing", state)
    return state


def test_what_is_added_later_is_there_from_the_beginning() -> None:
    assert forwards(CreateModels(OPERATIONS)) == forwards(*OPERATIONS)


@pytest.mark.django_db(transaction=True)
def test_tables_are_made_with_all_that_is_added_and_go_again() -> None:
    together, before = CreateModels(OPERATIONS), ProjectState()
    after = forwards(together)
    with connection.schema_editor() as editor:
        together.database_forwards("editing", editor, before, after)
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "editing_book")
        constraints = connection.introspection.get_constraints(cursor, "editing_book")
    assert {column.name for column in columns} == {"id", "name", "chosen_id"}
    assert constraints["book_has_a_name"]["check"]
    assert any(one["foreign_key"] == ("editing_page", "id") for one in constraints.values())
    with connection.schema_editor() as editor:
        together.database_backwards("editing", editor, after, before)
    assert not TABLES & set(connection.introspection.table_names())


def test_only_models_that_are_created_here_are_added_to() -> None:
    with pytest.raises(ValueError, match="Create constraint book_has_a_name on model book"):
        CreateModels([OPERATIONS[1], AddConstraint("book", NAMED)])
