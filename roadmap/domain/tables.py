"""The library as the rows of tables."""

from collections.abc import Iterable, Mapping

from editing.domain.schema import write
from editing.domain.table_rows import Row, flatten, unflatten
from editing.domain.tables import Shape, Table, tables
from roadmap.domain import exchange
from roadmap.domain.library import Library

# A stage's code is its sector's own; the library has no official wording.
SHAPE = Shape(local=frozenset({"sectors.stages"}), left_out=frozenset({"official"}))
TABLES = tables(Library, SHAPE)
BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}


def rows_of(library: Library) -> tuple[Row, ...]:
    """Return the rows that a library makes."""
    return flatten(TABLES, write(library))


def library_of(rows: Iterable[Row]) -> Library:
    """Return the library that rows without troubles make; its entries may not fit together."""
    return exchange.from_data({"format": exchange.FORMAT, **unflatten(TABLES, rows)})
