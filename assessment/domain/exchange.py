"""A standard as plain data: the YAML files of `assessment/standards/`, and the digest of what is asked.

The dataclasses are the schema: a field added there is read and written here by itself. Reading is strict and
names the path (`dimensions[F].groups[F1].weight`); what equals its default is not written, so there is one
way to write a standard and `dump(load(text))` of an exported file gives the same bytes.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

import yaml

from assessment.domain.canonical import canonical_json, digest
from assessment.domain.decimals import bare
from assessment.domain.standard import (
    ADDRESS,
    CODE,
    CODES,
    LONGEST,
    MOST,
    InvalidStandard,
    Outline,
    Standard,
    Text,
    Verification,
)
from assessment.domain.strict_data import StrictDataError, load_yaml

FORMAT = 1
HEADER = (
    "# A standard as the exporter writes it. The wording (zh, en) is ours, not the ministry's;\n"
    "# `official` texts and `verification` are filled in once a person has compared them with the original.\n"
)
NAMES = ("code", "key", "level", "word")  # the first of these that an entry has names it in a path

Whole = TypeVar("Whole", bound=Outline)


class ExchangeError(ValueError):
    """The data is no standard; the message starts with the path or line."""


def load(text: str) -> Standard:
    """Read a standard from YAML. Raises ExchangeError."""
    return from_data(_yaml(text))


def load_outline(text: str) -> Outline:
    """Read from YAML what may still contradict itself. Raises ExchangeError for what cannot be read."""
    return outline_from_data(_yaml(text))


def _yaml(text: str) -> Any:
    try:
        return load_yaml(text)
    except StrictDataError as error:
        raise ExchangeError(f"line {error.line}: {error.reason}") from None


def dump(standard: Outline) -> str:
    """Write a standard as YAML; equal standards give the same bytes."""
    data = {"format": FORMAT, **to_data(standard)}
    body = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return HEADER + body


def from_data(data: Any) -> Standard:
    """Build a standard from mappings, lists and scalars. Raises ExchangeError naming the path or code."""
    try:
        return Standard.of(outline_from_data(data))
    except InvalidStandard as error:
        raise ExchangeError(str(error)) from None


def outline_from_data(data: Any) -> Outline:
    """Build an outline from mappings, lists and scalars. Raises ExchangeError naming the path."""
    if not isinstance(data, Mapping) or data.get("format") != FORMAT or isinstance(data["format"], bool):
        raise ExchangeError(f"format: must be {FORMAT}")
    outline = cast(Outline, _read(Outline, {k: v for k, v in data.items() if k != "format"}, ""))
    if outline.revision < 1:
        raise ExchangeError("revision: must be at least 1")
    return outline


def to_data(standard: Outline) -> dict[str, Any]:
    """Return the standard as mappings, lists and scalars, without what equals its default."""
    return cast(dict[str, Any], _write(standard))


def standard_digest(standard: Outline) -> str:
    """Return the digest of what is asked and graded.

    Left out: the verification and the official texts, which a verifier may fill in after publication.
    Included: everything else, our own wording too, for an answer means what its text said.
    """
    return digest(canonical_json(to_data(with_official(unverified(standard), {}, replacing=True))))


def same_content(one: Outline, other: Outline) -> bool:
    """Tell whether two revisions of a standard ask and grade the same in the same words."""
    return standard_digest(one) == standard_digest(replace(other, revision=one.revision))


def unverified(standard: Whole) -> Whole:
    """Return the standard without its verification."""
    return replace(standard, verification=Verification())


def official_texts(standard: Outline) -> dict[str, str]:
    """Map the path of each text that has an official wording to that wording."""
    return {path: text.official for path, text in texts(standard).items() if text.official}


def with_official(standard: Whole, official: Mapping[str, str], *, replacing: bool = False) -> Whole:
    """Return the standard with official wordings by path; `replacing` drops those not given."""

    def change(path: str, text: Text) -> Text:
        return replace(text, official=official.get(path, "" if replacing else text.official))

    return cast(Whole, _map_texts(standard, "", change))


def texts(standard: Outline) -> dict[str, Text]:
    """Map the path of each text to the text, in the order of the file."""
    found: dict[str, Text] = {}

    def keep(path: str, text: Text) -> Text:
        found[path] = text
        return text

    _map_texts(standard, "", keep)
    return found


# --- the schema, taken from the dataclasses ----------------------------------------------------


@cache
def _schema(kind: type) -> tuple[tuple[Field[Any], Any], ...]:
    """Return the fields with their types; what holds lists of entries comes last, for people who read."""
    hints = get_type_hints(kind)
    pairs = [(field, hints[field.name]) for field in fields(kind)]
    return tuple(sorted(pairs, key=lambda pair: _holds_entries(pair[1])))


def _holds_entries(hint: Any) -> bool:
    return get_origin(hint) is tuple and is_dataclass(get_args(hint)[0])


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


# --- reading ---------------------------------------------------------------------------------


def _read(hint: Any, value: Any, path: str) -> Any:
    if get_origin(hint) is UnionType:
        hint = next(part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) in (tuple, frozenset):
        return _read_list(hint, value, path)
    if is_dataclass(hint):
        return _read_mapping(cast(type, hint), value, path)
    return _read_scalar(hint, value, path)


def _read_list(hint: Any, value: Any, path: str) -> Any:
    if not isinstance(value, list):
        raise ExchangeError(f"{path}: must be a list")
    entry = get_args(hint)[0]
    items = [_read(entry, item, f"{path}[{_name(item, place)}]") for place, item in enumerate(value, start=1)]
    if get_origin(hint) is frozenset and (len(set(items)) < len(items) or items != sorted(items)):
        raise ExchangeError(f"{path}: must be sorted and without duplicates")
    return get_origin(hint)(items)


def _read_mapping(kind: type, value: Any, path: str) -> Any:
    if not isinstance(value, Mapping):
        raise ExchangeError(f"{path or 'the file'}: must be a mapping")
    schema = {field.name: (field, hint) for field, hint in _schema(kind)}
    for key in value:
        if key not in schema:
            raise ExchangeError(f"{_join(path, str(key))}: unknown key")
    values = {}
    for name, (field, hint) in schema.items():
        if name in value:
            values[name] = _read(hint, value[name], _join(path, name))
        elif _required(field):
            raise ExchangeError(f"{_join(path, name)}: missing")
    return kind(**values)


def _read_scalar(hint: Any, value: Any, path: str) -> Any:
    if hint is Decimal and type(value) in (int, Decimal) and 0 <= value <= MOST:
        return Decimal(value)
    if hint is date and isinstance(value, str):
        return _read_date(value, path)
    if isinstance(hint, type) and issubclass(hint, StrEnum) and isinstance(value, str):
        if value not in set(hint):
            raise ExchangeError(f"{path}: must be one of {', '.join(hint)}")
        return hint(value)
    if hint is str and isinstance(value, str):
        return _read_text(value, path)
    if hint is bool and isinstance(value, bool):
        return value
    if hint is int and type(value) is int and 0 <= value <= MOST:
        return value
    raise ExchangeError(f"{path}: {value!r} is not {_TYPES.get(hint, 'text')}")


_TYPES = {
    Decimal: f"a number from 0 to {MOST}",
    int: f"a whole number from 0 to {MOST}",
    bool: "true or false",
    date: "a date (YYYY-MM-DD)",
}


def _read_date(value: str, path: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ExchangeError(f"{path}: {value!r} is not a date (YYYY-MM-DD)") from None


def _read_text(value: str, path: str) -> str:
    if not value.strip() or value != value.strip():
        raise ExchangeError(f"{path}: a text is empty or has spaces around it")
    if len(value) > LONGEST:
        raise ExchangeError(f"{path}: a text is longer than {LONGEST} characters")
    if path.rsplit(".", 1)[-1] in CODES and not CODE.fullmatch(value):
        raise ExchangeError(f"{path}: {value!r} is no code (letters, digits, _ and -, at most 40)")
    if path.endswith(".url") and not value.startswith(ADDRESS):
        raise ExchangeError(f"{path}: {value!r} is no web address")
    return value


# --- writing ---------------------------------------------------------------------------------


def _write(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _write(getattr(value, field.name))
            for field, _hint in _schema(type(value))
            if _required(field) or getattr(value, field.name) != _default(field)
        }
    match value:
        case frozenset():
            return sorted(value)
        case tuple():
            return [_write(item) for item in value]
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


def _map_texts(value: Any, path: str, change: Callable[[str, Text], Text]) -> Any:
    """Return the value with each non-empty Text replaced by `change(path, text)`."""
    if isinstance(value, Text):
        return change(path, value) if value.zh else value
    if isinstance(value, tuple):
        return tuple(
            _map_texts(item, f"{path}[{_name(item, place)}]", change)
            for place, item in enumerate(value, start=1)
        )
    if is_dataclass(value) and not isinstance(value, type):
        parts = {
            field.name: _map_texts(getattr(value, field.name), _join(path, field.name), change)
            for field, _hint in _schema(type(value))
        }
        return type(value)(**parts)
    return value
