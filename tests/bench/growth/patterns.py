"""What firms consist of: their rows, as PostgreSQL writes them, with places for what is another in a copy."""

import re
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, TypeAlias

from django.db import connection
from django.db.models import CharField, DateField, DateTimeField, ForeignKey, Model, UUIDField

from enterprises.models import Consent, Enterprise, User
from enterprises.services.erasing import Rows, rows_of
from jobs.models import Job
from reports.models import Report
from reports.services.reports import draw_number
from tests.bench.growth.names import credit_code, firm_name, person_name
from tests.bench.growth.originals import Original

NULL = "\\N"


@dataclass(frozen=True, slots=True)
class Copy:
    """What is put into the rows of one copy: the first key of each table, names, and how long ago it was."""

    bases: dict[str, int]
    tokens: Sequence[str]
    days: timedelta


Value: TypeAlias = Callable[[Copy], str | int]
Make: TypeAlias = Callable[[Random, int], str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one original in one table: a format of all their lines, and what is put into it."""

    name: str
    columns: tuple[str, ...]
    rows: int
    text: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """All that is copied of an original; `tokens` name the firm and its rows anew."""

    tables: tuple[Table, ...]
    tokens: tuple[Make, ...]


def pattern_of(original: Original) -> Pattern:
    """Read what an original consists of."""
    rows = _all_rows(original)
    read = {model: list(_read(model, keys)) for model, keys in rows.items()}
    places = {(model, line[_pk(model)]): place for model in read for place, line in enumerate(read[model])}
    named = _named(read)
    spelled = re.compile("|".join(map(re.escape, sorted(named, key=len, reverse=True))))
    order = list(named)
    tables = tuple(_table(model, read[model], places, (spelled, order)) for model in read)
    return Pattern(tables, tuple(named.values()))


def _all_rows(original: Original) -> Rows:
    rows = rows_of(original.firm)
    people = {person.pk for person in original.people}
    rows[User] = people
    rows[Consent] = set(Consent.objects.filter(user__in=people).values_list("pk", flat=True))
    rows[Job] = {
        key
        for model in list(rows)
        for field in model._meta.local_concrete_fields
        if field.related_model is Job
        for key in model._base_manager.filter(pk__in=rows[model]).values_list(field.attname, flat=True)
        if key is not None
    }
    return {model: keys for model, keys in rows.items() if keys}


def _fields(model: type[Model]) -> list[Any]:
    return list(model._meta.local_concrete_fields)


def _pk(model: type[Model]) -> int:
    return _fields(model).index(model._meta.pk)


def _read(model: type[Model], keys: set[Any]) -> Iterator[list[str]]:
    """Give the rows as COPY writes them: texts by column, escaped."""
    columns = ", ".join(f'"{field.column}"' for field in _fields(model))
    listed = ", ".join(map(str, sorted(keys)))
    key, table = model._meta.pk.column, model._meta.db_table
    query = f"COPY (SELECT {columns} FROM {table} WHERE {key} IN ({listed}) ORDER BY {key}) TO STDOUT"
    with connection.cursor() as cursor:
        cursor.execute("SET TimeZone TO 'UTC'")
        with cursor.copy(query) as copy:
            text = b"".join(bytes(part) for part in copy).decode()
    for line in text.splitlines():
        yield line.split("\t")


def _named(read: dict[type[Model], list[list[str]]]) -> dict[str, Make]:
    """Return what must be another for each copy, wherever it stands, and how it is made."""
    named: dict[str, Make] = {}
    for model, lines in read.items():
        for place, field in enumerate(_fields(model)):
            make = _maker(field)
            if make is not None:
                named |= {line[place]: make for line in lines if line[place] != NULL}
    return named


def _maker(field: Any) -> Make | None:
    makers = {
        Enterprise._meta.get_field("name"): lambda _dice, number: firm_name(number),
        Enterprise._meta.get_field("uscc"): lambda _dice, number: credit_code(number),
        Report._meta.get_field("number"): lambda _dice, _number: draw_number(),
        User._meta.get_field("email"): lambda dice, number: (
            f"{dice.getrandbits(24):06x}.{number}@firm{number}.example"
        ),
    }
    if field in makers:
        return makers[field]
    if isinstance(field, UUIDField) and field.unique:
        return lambda dice, _number: str(uuid.UUID(int=dice.getrandbits(128)))
    if isinstance(field, CharField) and field.unique and not field.primary_key:
        return lambda dice, _number: f"{dice.getrandbits(256):064x}"[: field.max_length]
    return None


def _table(
    model: type[Model],
    lines: list[list[str]],
    places: dict[tuple[type[Model], str], int],
    named: tuple[re.Pattern[str], list[str]],
) -> Table:
    values: list[Value] = []
    texts: list[str] = []
    for line in lines:
        cells = [
            _cell(field, text, places, named, values)
            for field, text in zip(_fields(model), line, strict=True)
        ]
        texts.append("\t".join(cells) + "\n")
    return Table(
        name=model._meta.db_table,
        columns=tuple(str(field.column) for field in _fields(model)),
        rows=len(lines),
        text="".join(texts),
        values=tuple(values),
    )


def _cell(
    field: Any,
    text: str,
    places: dict[tuple[type[Model], str], int],
    named: tuple[re.Pattern[str], list[str]],
    values: list[Value],
) -> str:
    """Return a cell of the format, and add what is put there."""
    if text == NULL:
        return text
    owner = _owner(field)
    if owner is not None and (owner, text) in places:
        values.append(_key(owner._meta.db_table, places[owner, text]))
        return "%s"
    if isinstance(field, DateTimeField):
        values.append(_moment(datetime.fromisoformat(text)))
        return "%s"
    if isinstance(field, DateField):
        values.append(_day(date.fromisoformat(text)))
        return "%s"
    if field.model is User and field.name == "name":
        values.append(lambda copy: person_name(copy.bases["enterprises_user"]))
        return "%s"
    spelled, order = named
    cell, end = [], 0
    for found in spelled.finditer(text):
        cell.append(text[end : found.start()].replace("%", "%%") + "%s")
        values.append(_token(order.index(found.group())))
        end = found.end()
    return "".join(cell) + text[end:].replace("%", "%%")


def _owner(field: Any) -> type[Model] | None:
    """Return the model whose key a column holds, the topmost where models inherit."""
    if isinstance(field, ForeignKey):
        return _owner(field.target_field) or field.related_model
    return field.model if field.primary_key else None


def _key(table: str, place: int) -> Value:
    return lambda copy: copy.bases[table] + place


def _moment(then: datetime) -> Value:
    return lambda copy: (then - copy.days).isoformat()


def _day(then: date) -> Value:
    return lambda copy: (then - copy.days).isoformat()


def _token(place: int) -> Value:
    return lambda copy: copy.tokens[place]
