"""Strict reading of YAML and JSON: nothing is guessed, repeated or referred to.

YAML is read with four scalar types only (whole number, decimal, true/false, text), so that `NO`, `1:30` or a
date stay text; aliases and duplicate keys are refused at any depth, and so is null in both formats.
"""

import json
import re
from decimal import Decimal
from typing import Any

import yaml

MAX_DIGITS = 40  # longer numbers are no figures of a firm, and costly to compute with
MAX_VALUES = 50_000  # of a YAML text, ten times a standard: each costs about a kilobyte while it is read


class StrictDataError(ValueError):
    """The text is not what may be read: a constant below, its detail, and the line from 1 (0: unknown)."""

    def __init__(self, reason: str, line: int = 0, detail: str = "") -> None:
        super().__init__(f"{reason} ({detail})" if detail else reason)
        self.reason = reason
        self.line = line
        self.detail = detail


ALIAS = "aliases are not allowed"
KEY_NOT_TEXT = "a key must be text"
KEY_TWICE = "a key occurs twice"
EMPTY_VALUE = "an empty value (null) is not allowed"
TOO_LONG_NUMBER = "a number is too long"
TAG = "tags are not allowed"
NOT_YAML = "not valid YAML"
NOT_JSON = "not valid JSON"
FORBIDDEN_CHARACTER = "a character that is not allowed"
TOO_DEEP = "nested too deeply"
TOO_MANY_VALUES = f"more than {MAX_VALUES} values"
NOT_PLAIN_NUMBER = "write a number with digits and at most one point"


class _Loader(yaml.SafeLoader):
    """A SafeLoader without aliases, duplicate keys, null and YAML 1.1's surprises."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    values = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self.values += 1
        if self.values > MAX_VALUES:
            raise StrictDataError(TOO_MANY_VALUES, _line(self))
        if self.check_event(yaml.AliasEvent):
            raise StrictDataError(ALIAS, _line(self))
        return super().compose_node(parent, index)


def _line(loader: _Loader) -> int:
    return int(loader.peek_event().start_mark.line) + 1  # type: ignore[no-untyped-call]


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    result: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != "tag:yaml.org,2002:str":
            raise StrictDataError(KEY_NOT_TEXT, line)
        if key_node.value in result:
            raise StrictDataError(KEY_TWICE, line, key_node.value)
        result[key_node.value] = loader.construct_object(value_node, deep=True)
    return result


def _sequence(loader: _Loader, node: yaml.SequenceNode) -> list[Any]:
    return [loader.construct_object(item, deep=True) for item in node.value]


def _null(loader: _Loader, node: yaml.ScalarNode) -> None:
    raise StrictDataError(EMPTY_VALUE, node.start_mark.line + 1)


def _number(loader: _Loader, node: yaml.ScalarNode) -> int | Decimal:
    if len(node.value) > MAX_DIGITS:
        raise StrictDataError(TOO_LONG_NUMBER, node.start_mark.line + 1)
    return int(node.value) if node.tag.endswith(":int") else Decimal(node.value)


def _unknown(loader: _Loader, node: yaml.Node) -> None:
    raise StrictDataError(TAG, node.start_mark.line + 1, node.tag)


_TAG = "tag:yaml.org,2002:"
for _name, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    _Loader.add_implicit_resolver(f"{_TAG}{_name}", re.compile(_pattern), list(_first))
_Loader.yaml_constructors = {
    f"{_TAG}map": _mapping,
    f"{_TAG}seq": _sequence,
    f"{_TAG}str": yaml.SafeLoader.construct_yaml_str,
    f"{_TAG}bool": yaml.SafeLoader.construct_yaml_bool,
    f"{_TAG}int": _number,
    f"{_TAG}float": _number,
    f"{_TAG}null": _null,
    None: _unknown,
}


def load_yaml(text: str) -> Any:
    """Return mappings, lists, text, int, Decimal and bool. Raises StrictDataError naming the line."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader, made stricter)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise StrictDataError(NOT_YAML, line, error.problem or "") from None
    except yaml.YAMLError:
        raise StrictDataError(FORBIDDEN_CHARACTER) from None
    except RecursionError:
        raise StrictDataError(TOO_DEEP) from None


def load_json(text: str) -> Any:
    """Return the same types as `load_yaml`. Raises StrictDataError naming the line."""
    try:
        return json.loads(
            text,
            object_pairs_hook=_json_object,
            parse_float=_json_decimal,
            parse_int=_json_whole,
            parse_constant=_json_constant,
        )
    except json.JSONDecodeError as error:
        raise StrictDataError(NOT_JSON, error.lineno) from None
    except RecursionError:
        raise StrictDataError(TOO_DEEP) from None


def _json_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            raise StrictDataError(KEY_TWICE, detail=key)
        if value is None:
            raise StrictDataError(EMPTY_VALUE, detail=key)
        result[key] = value
    return result


def _json_whole(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise StrictDataError(TOO_LONG_NUMBER)
    return int(text)


def _json_decimal(text: str) -> Decimal:
    if len(text) > MAX_DIGITS or "e" in text.lower():
        raise StrictDataError(NOT_PLAIN_NUMBER, detail=text[:MAX_DIGITS])
    return Decimal(text)


def _json_constant(text: str) -> None:
    raise StrictDataError(NOT_PLAIN_NUMBER, detail=text)
