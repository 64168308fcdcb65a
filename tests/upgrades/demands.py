"""What a database asks of code that writes into it, and where it asks more than code of before gives."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

# By kind of database: columns with type, whether they may be empty, whether they are filled by themselves.
COLUMNS = {
    "sqlite": """SELECT t.name, c.name, c.type, NOT c."notnull", c.dflt_value IS NOT NULL OR c.pk
        FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'""",
    "postgresql": """SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
            a.atthasdef OR a.attidentity <> ''
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
            AND NOT a.attisdropped""",
}
# What rows must keep to, with the columns it is about (a line each). SQLite tells of no checks.
RULES = {
    "sqlite": """SELECT t.name, 'unique ' || group_concat(c.name, ' ') || coalesce(
                substr(s.sql, instr(s.sql, ' WHERE ')), ''), group_concat(c.name, char(10))
        FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
            LEFT JOIN sqlite_master s ON s.name = i.name
        WHERE t.type = 'table' AND i."unique" GROUP BY t.name, i.name
        UNION ALL SELECT t.name, 'key to ' || k."table" || ' from ' || k."from", k."from"
        FROM sqlite_master t, pragma_foreign_key_list(t.name) k WHERE t.type = 'table'
        UNION ALL SELECT tbl_name, 'trigger ' || name, '' FROM sqlite_master WHERE type = 'trigger'""",
    "postgresql": """SELECT r.conrelid::regclass::text, pg_get_constraintdef(r.oid), (
            SELECT string_agg(a.attname, chr(10)) FROM pg_attribute a
            WHERE a.attrelid = r.conrelid AND a.attnum = ANY (r.conkey))
        FROM pg_constraint r WHERE r.contype IN ('c', 'f', 'x')
            AND r.connamespace = 'public'::regnamespace AND r.conrelid <> 0
        UNION ALL SELECT i.indrelid::regclass::text,
            regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING ', 'unique '), (
            SELECT string_agg(a.attname, chr(10)) FROM pg_attribute a
            WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[]))
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace
        UNION ALL SELECT tgrelid::regclass::text, 'trigger ' || tgname, '' FROM pg_trigger
        WHERE NOT tgisinternal""",
}
LONGEST = re.compile(r"(?:varchar|character varying)\((\d+)\)")


@dataclass(frozen=True, slots=True)
class Column:
    kind: str
    may_be_empty: bool
    fills_itself: bool

    @property
    def is_asked_for(self) -> bool:
        return not (self.may_be_empty or self.fills_itself)

    def takes(self, kind: str) -> bool:
        """Return whether what fits a kind fits here."""
        ours, theirs = LONGEST.fullmatch(self.kind), LONGEST.fullmatch(kind)
        if ours and theirs:
            return int(ours[1]) >= int(theirs[1])
        return self.kind == kind


@dataclass(slots=True)
class Demands:
    """Of a table: its columns, and the columns that each rule is about."""

    columns: dict[str, Column] = field(default_factory=dict)
    rules: dict[str, frozenset[str]] = field(default_factory=dict)


def read_demands(file: Path, url: str = "") -> dict[str, Demands]:
    """Return what the tables of an SQLite file ask for, or of the PostgreSQL at an address."""
    database: Any = psycopg.connect(url) if url else sqlite3.connect(file)
    kind, found = "postgresql" if url else "sqlite", dict[str, Demands]()
    try:
        cursor = database.cursor()
        for table, name, *column in cursor.execute(COLUMNS[kind]).fetchall():
            found.setdefault(table, Demands()).columns[name] = Column(
                column[0], bool(column[1]), bool(column[2])
            )
        for table, rule, columns in cursor.execute(RULES[kind]).fetchall():
            found[table].rules[rule] = frozenset((columns or "").split("\n"))
    finally:
        database.close()
    return found


def asks_more(before: Mapping[str, Demands], after: Mapping[str, Demands]) -> Iterator[str]:
    """Name where code that knows the tables of before would be refused, or what it uses is no more."""
    for table, known in sorted(before.items()):
        if table in after:
            yield from (f"{table}{words}" for words in _columns(known, after[table]))
            yield from (f"{table}{words}" for words in _rules(known, after[table]))
        else:
            yield f"{table} is gone"


def _columns(known: Demands, now: Demands) -> Iterator[str]:
    for name, column in known.columns.items():
        if name not in now.columns:
            yield f".{name} is gone"
        elif not now.columns[name].takes(column.kind):
            yield f".{name} was {column.kind} and is {now.columns[name].kind}"
    given = {name for name, column in known.columns.items() if column.is_asked_for}
    for name, column in now.columns.items():
        if column.is_asked_for and name not in given:
            yield f".{name} has to be given: let it be null, or give it a db_default"


def _rules(known: Demands, now: Demands) -> Iterator[str]:
    """Yield new rules, but for those about a column that stays empty: they hold nobody up."""
    left_empty = {name for name, column in now.columns.items() if column.may_be_empty} - known.columns.keys()
    for rule, columns in now.rules.items():
        if rule not in known.rules and not columns & left_empty:
            yield f" has a new rule: {rule}"
