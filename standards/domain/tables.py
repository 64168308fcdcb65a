"""A standard as the rows of tables, and what of it the database cannot hold."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from editing.domain.table_rows import TWICE, Row, Trouble, examined, flatten, unflatten
from editing.domain.tables import ROOT, Table, tables
from editing.domain.texts import CODE
from standards.domain import exchange
from standards.domain.standard import Outline, Problem, ProblemKind

TABLES = tables(Outline)
BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}

TOO_PRECISE = "has more than 6 decimal places"
FROM_ONE = "must be at least 1"
SMALLEST_EXPONENT = -6  # of a number in the database
COUNTED_FROM_ONE = ("level", "revision")

# Most problems a draft may have for a while; these no table takes.
UNHOLDABLE = frozenset(
    {
        ProblemKind.NUMBER_TWICE,
        ProblemKind.OPTION_WEIGHT,
        ProblemKind.KIND_AND_FORMULA,
        ProblemKind.UNKNOWN_FIGURE,
        ProblemKind.UNKNOWN_SCENE,
        ProblemKind.NO_MULTI_CHOICE,
    }
)


def rows_of(standard: Outline) -> tuple[Row, ...]:
    """Return the rows that a standard makes."""
    return flatten(TABLES, exchange.to_data(standard))


def examine(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows of a file with all that is wrong with each."""
    return tuple(replace(row, troubles=(*row.troubles, *_unholdable(row))) for row in examined(TABLES, rows))


def outline_of(rows: Iterable[Row]) -> Outline:
    """Return the standard that rows without troubles make; it may contradict itself."""
    return exchange.outline_from_data({"format": exchange.FORMAT, **unflatten(TABLES, rows)})


def standard_code(rows: Iterable[Row]) -> str:
    """Return the code of the standard that a file is about, empty where it gives none."""
    code = next(row for row in rows if row.table == ROOT).values.get("code")
    return code if isinstance(code, str) and CODE.fullmatch(code) else ""


def can_hold(problem: Problem) -> bool:
    """Return whether a draft may have this problem."""
    return problem.kind not in UNHOLDABLE


def _unholdable(row: Row) -> Iterable[Trouble]:
    for name, value in row.values.items():
        if isinstance(value, Decimal) and int(value.as_tuple().exponent) < SMALLEST_EXPONENT:
            yield Trouble(column=name, reason=TOO_PRECISE)
        if name in COUNTED_FROM_ONE and value == 0:
            yield Trouble(column=name, reason=FROM_ONE)
    split = row.values.get("equal_split", [])
    if isinstance(split, list) and len(set(map(str, split))) < len(split):
        yield Trouble(column="equal_split", reason=TWICE, detail=", ".join(map(str, split)))
