"""Frozen dataclasses as their own file format: a field added there is read and written here by itself.

Reading is strict and names the path (`dimensions[F].groups[F1].weight`); what equals its default is not
written, so there is one way to write a value and reading what was written and writing it again gives the
same bytes. Fields may hold text, whole numbers, `Decimal`, `bool`, `date`, a `StrEnum`, another dataclass,
or a tuple of these; a field that may be None has None as its default and is then absent from the file.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import yaml

from editing.domain.decimals import bare
from editing.domain.strict_data import StrictDataError, load_yaml
from editing.domain.texts import ADDRESS, CODE, CODES, LONGEST, MOST, Text

Kind = TypeVar("Kind")

MOST_SHOWN = 60  # characters of a text that a refusal repeats
# The first of these that an entry has names it in a path.
NAMES = ("code", "key", "level", "word", "scene", "size", "division")


class ExchangeError(ValueError):
    """The data does not fit the dataclass; the message starts with the path or line."""


class Unreadable(ExchangeError):
    """One value cannot be read: where it stands, a constant below, and what the constant leaves open."""

    def __init__(self, path: str, reason: str, detail: str = "") -> None:
        super().__init__(f"{path}: {reason.format(detail)}")
        self.path = path
        self.reason = reason
        self.detail = detail


NOT_A_LIST = "must be a list"
NOT_A_MAPPING = "must be a mapping"
UNKNOWN_KEY = "unknown key"
MISSING_VALUE = "missing"
NOT_SORTED = "must be sorted and without duplicates"
UNKNOWN_CHOICE = "must be one of {}"
NOT_A_NUMBER = f"{{}} is not a number from 0 to {MOST}"
NOT_WHOLE = f"{{}} is not a whole number from 0 to {MOST}"
NOT_YES_OR_NO = "{} is not true or false"
NOT_A_DATE = "{} is not a date (YYYY-MM-DD)"
NOT_TEXT = "{} is not text"
BLANK_TEXT = "a text is empty or has spaces around it"
LONG_TEXT = f"a text is longer than {LONGEST} characters"
CONTROL_CHARACTER = "a text holds a character that no file can hold"
NO_CODE = "{} is no code (letters, digits, _ and -, at most 40)"
NO_ADDRESS = "{} is no web address"


def parse_yaml(text: str) -> Any:
    """Return what a YAML text holds, read strictly. Raises ExchangeError naming the line."""
    try:
        return load_yaml(text)
    except StrictDataError as error:
        place = f"line {error.line}, {error.path}" if error.keys else f"line {error.line}"
        raise ExchangeError(f"{place}: {error.reason}") from None


def read_file(kind: type[Kind], file: Path) -> Kind:
    """Return a file of our own as a dataclass. Raises ExchangeError naming the path or line."""
    return cast(Kind, read(kind, parse_yaml(file.read_text(encoding="utf-8"))))


def content_in_format(data: Any, version: int) -> dict[str, Any]:
    """Return what a file that people exchange holds beside its `format`. Raises ExchangeError for another."""
    if not isinstance(data, Mapping) or not is_format(data, version):
        raise ExchangeError(f"format: must be {version}")
    return {key: value for key, value in data.items() if key != "format"}


def is_format(data: Mapping[str, Any], version: int) -> bool:
    """Return whether data say that they are in this version of their format; `true` is no number."""
    return data.get("format") == version and not isinstance(data["format"], bool)


def format_yaml(data: Mapping[str, Any]) -> str:
    """Return plain data as YAML; equal data give the same bytes."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


# --- the schema, taken from the dataclasses ----------------------------------------------------


@cache
def schema(kind: type) -> tuple[tuple[Field[Any], Any], ...]:
    """Return a dataclass's fields with their types.

    Ordering: what holds lists of entries comes last, for people who read.
    """
    hints = get_type_hints(kind)
    pairs = [(field, hints[field.name]) for field in fields(kind)]
    return tuple(sorted(pairs, key=lambda pair: is_list(pair[1])))


def is_list(hint: Any) -> bool:
    """Return whether a field holds a list of dataclasses."""
    return get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])


def present(hint: Any) -> Any:
    """Return the type of a field where it is given: without None."""
    if get_origin(hint) is UnionType:
        return next(part for part in get_args(hint) if part is not NoneType)
    return hint


def default(field: Field[Any]) -> Any:
    """Return what a field holds where the data do not give it, REQUIRED if they must."""
    return field.default_factory() if field.default_factory is not MISSING else field.default


REQUIRED = MISSING


# --- reading ---------------------------------------------------------------------------------


def read(hint: Any, value: Any, path: str = "") -> Any:
    """Return a value of this type from mappings, lists and scalars. Raises ExchangeError naming the path.

    What the dataclasses themselves refuse on construction is raised as it is.
    """
    hint = present(hint)
    if get_origin(hint) in (tuple, frozenset):
        return _read_list(hint, value, path)
    if is_dataclass(hint):
        return _read_mapping(cast(type, hint), value, path)
    return _read_scalar(hint, value, path)


def _read_list(hint: Any, value: Any, path: str) -> Any:
    if not isinstance(value, list):
        raise Unreadable(path, NOT_A_LIST)
    entry = get_args(hint)[0]
    items = [read(entry, item, f"{path}[{_name(item, place)}]") for place, item in enumerate(value, start=1)]
    if get_origin(hint) is frozenset and (len(set(items)) < len(items) or items != sorted(items)):
        raise Unreadable(path, NOT_SORTED)
    return get_origin(hint)(items)


def _read_mapping(kind: type, value: Any, path: str) -> Any:
    if not isinstance(value, Mapping):
        raise Unreadable(path or "the file", NOT_A_MAPPING)
    known = {field.name: (field, hint) for field, hint in schema(kind)}
    for key in value:
        if key not in known:
            raise Unreadable(_join(path, str(key)), UNKNOWN_KEY)
    values = {}
    for name, (field, hint) in known.items():
        if name in value:
            values[name] = read(hint, value[name], _join(path, name))
        elif default(field) is REQUIRED:
            raise Unreadable(_join(path, name), MISSING_VALUE)
    return kind(**values)


def _read_scalar(hint: Any, value: Any, path: str) -> Any:
    if hint is Decimal and type(value) in (int, Decimal) and 0 <= value <= MOST:
        return Decimal(value)
    if hint is date and isinstance(value, str):
        return _read_date(value, path)
    if isinstance(hint, type) and issubclass(hint, StrEnum) and isinstance(value, str):
        if value not in set(hint):
            raise Unreadable(path, UNKNOWN_CHOICE, ", ".join(hint))
        return hint(value)
    if hint is str and isinstance(value, str):
        return _read_text(value, path)
    if hint is bool and isinstance(value, bool):
        return value
    if hint is int and type(value) is int and 0 <= value <= MOST:
        return value
    raise Unreadable(path, _EXPECTED.get(hint, NOT_TEXT), _shown(value))


def _shown(value: Any) -> str:
    """Return what stands in a file as it is written there, so that it is found again: 1.5, 'half', true."""
    match value:
        case bool():
            return str(value).lower()
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case list() | dict():
            return "[…]" if isinstance(value, list) else "{…}"
        case str() if len(value) > MOST_SHOWN:
            return repr(f"{value[:MOST_SHOWN]}…")
        case _:
            return repr(value)


_EXPECTED = {Decimal: NOT_A_NUMBER, int: NOT_WHOLE, bool: NOT_YES_OR_NO, date: NOT_A_DATE}


def _read_date(value: str, path: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Unreadable(path, NOT_A_DATE, _shown(value)) from None


def _read_text(value: str, path: str) -> str:
    if not value.strip() or value != value.strip():
        raise Unreadable(path, BLANK_TEXT)
    if len(value) > LONGEST:
        raise Unreadable(path, LONG_TEXT)
    if yaml.SafeLoader.NON_PRINTABLE.search(value):
        raise Unreadable(path, CONTROL_CHARACTER)
    if path.rsplit(".", 1)[-1] in CODES and not CODE.fullmatch(value):
        raise Unreadable(path, NO_CODE, _shown(value))
    if path.endswith(".url") and not value.startswith(ADDRESS):
        raise Unreadable(path, NO_ADDRESS, _shown(value))
    return value


# --- writing ---------------------------------------------------------------------------------


def write(value: Any) -> Any:
    """Return a value as mappings, lists and scalars, without what equals its default."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: write(getattr(value, field.name))
            for field, _hint in schema(type(value))
            if getattr(value, field.name) != default(field)
        }
    match value:
        case frozenset():
            return sorted(value)
        case tuple():
            return [write(item) for item in value]
        case Decimal():
            return bare(value)
        case StrEnum():
            return value.value
        case _:
            return value.isoformat() if isinstance(value, date) else value


class _Dumper(yaml.SafeDumper):
    """Writes neither anchors nor exponents, and indents lists under their key."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _decimal_node(dumper: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:float", format(value, "f"))


_Dumper.add_representer(Decimal, _decimal_node)
# YAML 1.1 takes 08 for text, our reader takes it for a number: let it be quoted.
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))


# --- paths -----------------------------------------------------------------------------------


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _name(item: Any, place: int) -> str:
    """Return what names an entry in a path: its code where it has one, else its place."""
    for name in NAMES:
        found = item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)
        if isinstance(found, Text):
            return found.zh
        if isinstance(found, Mapping):
            return str(found.get("zh", place))
        if found is not None:
            return str(found)
    return str(place)


def map_texts(value: Any, path: str, change: Callable[[str, Text], Text]) -> Any:
    """Return the value with each non-empty Text replaced by `change(path, text)`."""
    if isinstance(value, Text):
        return change(path, value) if value.zh else value
    if isinstance(value, tuple):
        return tuple(
            map_texts(item, f"{path}[{_name(item, place)}]", change)
            for place, item in enumerate(value, start=1)
        )
    if is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: map_texts(getattr(value, field.name), _join(path, field.name), change)
            for field, _hint in schema(type(value))
        }
        return type(value)(**parts)
    return value
