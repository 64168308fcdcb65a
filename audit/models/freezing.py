"""Rows that the database itself refuses to change: a migration operation that makes triggers.

In a migration, after the table exists:

    from audit.models.freezing import Freeze

    operations = [
        # Nothing of a snapshot ever changes or goes.
        Freeze("assessment_snapshot", update="TRUE", delete="TRUE"),
        # Or under a condition; {differs} is null-safe inequality on both databases.
        Freeze("app_table", update="OLD.state = 'done' AND NEW.note {differs} OLD.note"),
    ]

A refused statement is an `IntegrityError` that says `frozen: <table>`. `frozen_tables` tells which tables are
guarded; a test compares it with what must be. Content with a life cycle: `editing.models.freezing`.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

from audit.models.operations import BesideModels

# What the databases say differently in a condition.
WORDS = {
    "sqlite": {"differs": "IS NOT", "half_a_year_ago": "date('now', '-180 days')"},
    "postgresql": {"differs": "IS DISTINCT FROM", "half_a_year_ago": "(CURRENT_DATE - 180)"},
}


class Freeze(BesideModels):
    """Refuse INSERT, UPDATE or DELETE of a row where the SQL condition holds; empty: always allowed.

    The conditions are SQL that SQLite and PostgreSQL share but for WORDS, over NEW (insert), OLD and NEW
    (update) or OLD (delete).
    """

    def __init__(self, table: str, *, insert: str = "", update: str = "", delete: str = "") -> None:
        self.table = table
        self.insert = insert
        self.update = update
        self.delete = delete

    def make(self, editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState) -> None:
        self.remove(editor, app_label, state)
        for event, condition in self._conditions():
            for statement in _create(editor.connection.vendor, self.table, event, condition):
                editor.execute(statement, params=None)

    def remove(self, editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState) -> None:
        for event in ("INSERT", "UPDATE", "DELETE"):
            for statement in _drop(editor.connection.vendor, self.table, event):
                editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Freeze rows of {self.table}"

    @property
    def migration_name_fragment(self) -> str:
        return f"freeze_{self.table}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {event.lower(): sql for event, sql in self._conditions()})

    def _conditions(self) -> list[tuple[str, str]]:
        given = (("INSERT", self.insert), ("UPDATE", self.update), ("DELETE", self.delete))
        return [(event, condition) for event, condition in given if condition]


def frozen_tables(connection: BaseDatabaseWrapper) -> dict[str, set[str]]:
    """Map each guarded table to the events (insert, update, delete) that may be refused."""
    source = {
        "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT event_object_table, trigger_name FROM information_schema.triggers"
        " WHERE trigger_schema = current_schema()",
    }[connection.vendor]
    tables: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(source)
        for table, trigger in cursor.fetchall():
            if trigger.startswith("frozen_"):
                tables.setdefault(table, set()).add(trigger.split("_")[1])
    return tables


def _trigger(table: str, event: str) -> str:
    return f"frozen_{event.lower()}_{table}"


def _drop(vendor: str, table: str, event: str) -> list[str]:
    name = _trigger(table, event)
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}"]
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}", f"DROP FUNCTION IF EXISTS {name}()"]


def _create(vendor: str, table: str, event: str, condition: str) -> list[str]:
    name, condition = _trigger(table, event), condition.format(**WORDS[vendor])
    if vendor == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, 'frozen: {table}'); END"
        return [f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} {refuse}"]
    # A WHEN clause takes no subquery on PostgreSQL, hence a function per trigger.
    refuse = f"RAISE EXCEPTION 'frozen: {table}' USING ERRCODE = 'integrity_constraint_violation'"
    row = "OLD" if event == "DELETE" else "NEW"
    body = f"BEGIN IF {condition} THEN {refuse}; END IF; RETURN {row}; END"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
