"""Queries composed once per process and run with parameters, for what happens with every tap.

The ORM composes the same SQL anew on each call: half the time of saving an answer went there. Its own query
is composed once here and kept, so that a changed model changes the SQL too.
"""

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet, Value
from django.db.models.sql import InsertQuery, Query, UpdateQuery
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import ROW_COUNT

M = TypeVar("M", bound=Model)


class Parameter(Value):
    """The place of a value that is named, as its column, when the query is run."""

    def __init__(self, model: type[Model], column: str) -> None:
        field: Any = model._meta.get_field(column)
        super().__init__(column, output_field=field)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Return a placeholder and this parameter for it."""
        return "%s", (self,)

    def bind(self, values: Mapping[str, Any], connection: BaseDatabaseWrapper) -> Any:
        """Return its value as the database takes it in this column. Raises KeyError."""
        field: Any = self.output_field
        prepare = field.get_db_prep_save if self.for_save else field.get_db_prep_value
        return prepare(values[self.value], connection=connection)


class Prepared(Generic[M]):
    """A query of the ORM with parameters. It is composed when it is first run."""

    def __init__(self, compose: Callable[[], QuerySet[M] | Query]) -> None:
        self._compose = compose
        self._composed: tuple[Any, str, tuple[Any, ...]] | None = None  # with its compiler

    def find(self, **values: Any) -> M | None:
        """Return the first row or None. One query."""
        return next(iter(self.all(**values)), None)

    def all(self, **values: Any) -> list[M]:
        """Return the rows, with what is selected, deferred and annotated. One query."""
        compiler = self._with(values)
        return list(QuerySet[M](compiler.query.model, query=cast("Query", _Known(compiler))))

    def update(self, **values: Any) -> int:
        """Run it where it is an update; return how many rows that changed. One query."""
        changed: int = self._with(values).execute_sql(ROW_COUNT)
        return changed

    def insert(self, **values: Any) -> None:
        """Run it where it is an insert. One query."""
        compiler = self._with(values)
        with compiler.connection.cursor() as cursor:
            cursor.execute(*compiler.as_sql())

    def _with(self, values: Mapping[str, Any]) -> Any:
        """Return a compiler whose SQL is known, with these values in it."""
        if self._composed is None:
            composed = self._compose()
            query = composed.query if isinstance(composed, QuerySet) else composed
            composer: Any = query.get_compiler(DEFAULT_DB_ALIAS)
            said: Any = composer.as_sql()
            converters = composer.get_converters([column for column, *_ in composer.select or ()])
            composer.get_converters = lambda _columns: converters  # else looked up by column with each run
            self._composed = (composer, *(said[0] if isinstance(said, list) else said))  # a list of inserts
        composer, sql, params = self._composed
        connection = connections[DEFAULT_DB_ALIAS]  # of this thread; found once, not with each of its columns
        bound = tuple(
            each.bind(values, connection) if isinstance(each, Parameter) else each for each in params
        )
        compiler: Any = copy(composer)
        compiler.connection = connection
        compiler.as_sql = lambda: (sql, bound)
        return compiler


class _Known:
    """A query whose SQL is known already."""

    def __init__(self, compiler: SQLCompiler) -> None:
        self._compiler = compiler

    def get_compiler(self, using: str) -> SQLCompiler:
        return self._compiler


def updating(rows: QuerySet[Any], columns: Mapping[str, Any]) -> Query:
    """Return the update of these columns in these rows, not run yet."""
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(columns)
    return cast("Query", query)


def inserting(model: type[Model]) -> Query:
    """Return the insert of a row with all its columns but the key as parameters, not run yet."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    query: Any = InsertQuery(model)
    query.insert_values(fields, [model(**{one.attname: Parameter(model, one.attname) for one in fields})])
    return cast("Query", query)
