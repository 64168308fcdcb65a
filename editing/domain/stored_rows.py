"""Rows of a file as text, to be kept until somebody confirms them."""

from collections.abc import Iterable
from typing import Any

from editing.domain.canonical import canonical_json
from editing.domain.strict_data import load_json
from editing.domain.table_rows import Row, Trouble


def dump_rows(rows: Iterable[Row]) -> str:
    """Return the rows as canonical JSON."""
    kept = tuple(rows)
    columns = {row.table: row.columns for row in kept}  # a sheet's rows share them
    return canonical_json({"columns": columns, "rows": [_plain(row) for row in kept]})


def load_rows(text: str) -> tuple[Row, ...]:
    """Return the rows that `dump_rows` wrote."""
    data = load_json(text)
    return tuple(_row(row, tuple(data["columns"][row["table"]])) for row in data["rows"])


def _plain(row: Row) -> dict[str, Any]:
    return {
        "table": row.table,
        "position": row.position,
        "values": row.values,
        "parents": row.parents,
        "place": row.place,
        "troubles": [[trouble.column, trouble.reason, trouble.detail] for trouble in row.troubles],
    }


def _row(data: dict[str, Any], columns: tuple[str, ...]) -> Row:
    return Row(
        table=data["table"],
        position=data["position"],
        values=data["values"],
        parents=tuple(data["parents"]),
        place=data["place"],
        columns=columns,
        troubles=tuple(
            Trouble(column=column, reason=reason, detail=detail)
            for column, reason, detail in data["troubles"]
        ),
    )
