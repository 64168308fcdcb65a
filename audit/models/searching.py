"""Finding a part of a text without reading all rows: lookups, and a migration operation for their index.

    class Migration(migrations.Migration):
        operations = [SearchIndex("app_table", "name", Has), SearchIndex("app_table", "email", HasInCode)]

    search_fields = (has("name"), has("email", HasInCode))  # in the admin
    Firm.objects.filter(name__has="机械")

finds what `icontains` finds. On PostgreSQL an index holds all that stands side by side in the text: by two
characters for words, as Chinese ones have, by three for what is written in letters and figures, of which two
say little: less than three find nothing there. One character is looked for row by row, as everything is on
SQLite. Not pg_trgm: it knows three
only, and where the database has the locale C it takes no Chinese character for a letter.
"""

from typing import Any, TypeAlias

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState
from django.db.models import CharField
from django.db.models.lookups import IContains
from django.db.models.sql.compiler import SQLCompiler

from audit.models.operations import BesideModels

Sql: TypeAlias = "tuple[str, tuple[str | int, ...]]"

FUNCTION = """
CREATE OR REPLACE FUNCTION text_parts(whole text, width integer) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE parts text[] := '{}';
BEGIN
    FOR place IN 1 .. length(whole) - width + 1 LOOP
        parts[place] := substr(whole, place, width);
    END LOOP;
    RETURN parts;
END
$$
"""
# Of what is searched. Not another `text_parts`: beside that of a database of before, neither could be chosen.
SOUGHT = """
CREATE OR REPLACE FUNCTION text_parts_by(whole text, width integer, step integer) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE parts text[] := '{}';
BEGIN
    FOR place IN 1 .. length(whole) - width + 1 BY step LOOP
        parts := parts || substr(whole, place, width);
    END LOOP;
    RETURN parts;
END
$$
"""


@CharField.register_lookup
class Has(IContains):
    """As `icontains`, by the index of two characters."""

    lookup_name = "has"
    width = 2

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        return IContains(self.lhs, self.rhs).as_sql(compiler, connection)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        row_by_row, params = self.as_sql(compiler, connection)
        if len(self.rhs) < self.width:
            return row_by_row, params
        column, of_column = compiler.compile(self.lhs)
        # Parts side by side are enough of what is long: each more is another list to go through.
        step = self.width if len(self.rhs) >= 2 * self.width else 1
        sought = f"text_parts_by(UPPER(%s::text), {self.width}, {step})"
        parts = f"{_parts(column, self.width)} @> {sought}"
        # Not LIKE, which the planner takes for something that hardly any row fulfils.
        whole = f"STRPOS(UPPER({column}::text), UPPER(%s)) > 0"
        return f"({parts} AND {whole})", (*of_column, self.rhs, *of_column, self.rhs)


@CharField.register_lookup
class HasInCode(Has):
    """As `icontains`, by the index of three characters; less find nothing."""

    lookup_name = "has_in_code"
    width = 3

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        if len(self.rhs) < self.width:  # of which nearly every code has some
            raise EmptyResultSet
        return super().as_sql(compiler, connection)


def has(column: str, lookup: type[Has] = Has) -> str:
    """Return what a list of the admin searches this column by."""
    return f"{column}__{lookup.lookup_name}"


def _parts(text: str, width: int) -> str:
    return f"text_parts(UPPER({text}::text), {width})"


class SearchIndex(BesideModels):
    """Make the index of a lookup for one column on PostgreSQL; elsewhere nothing."""

    def __init__(self, table: str, column: str, lookup: type[Has]) -> None:
        self.table = table
        self.column = column
        self.lookup = lookup

    @property
    def _name(self) -> str:
        return f"search_{self.table}_{self.column}"

    def make(self, editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState) -> None:
        if editor.connection.vendor == "postgresql":
            parts = _parts(self.column, self.lookup.width)
            editor.execute(FUNCTION)
            editor.execute(f"CREATE INDEX {self._name} ON {self.table} USING gin ({parts})")

    def remove(self, editor: BaseDatabaseSchemaEditor, app_label: str, state: ProjectState) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP INDEX {self._name}")

    def describe(self) -> str:
        return f"Index parts of {self.column} in {self.table}"

    @property
    def migration_name_fragment(self) -> str:
        return self._name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table, self.column, self.lookup], {})
