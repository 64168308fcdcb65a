"""Strict reading of YAML and JSON: nothing is guessed, repeated or referred to.

YAML is read with four scalar types only (whole number, decimal, true/false, text), so that `NO`, `1:30` or a
date stay text; aliases and duplicate keys are refused at any depth, and so is null in both formats. A refusal
names its place by line and by the keys that lead there.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml
from yaml.composer import Composer

MAX_DIGITS = 40  # longer numbers are no figures of a firm, and costly to compute with
LONGEST_KEY = 40  # of a key that a refusal repeats
_NUMBERS = (int, Decimal)  # bool is int
LONE_HALF = re.compile("[\ud800-\udfff]")  # of a character: JSON can escape one, no file can hold it
MAX_VALUES = 50_000  # of a YAML text, ten times a standard: each costs about a kilobyte while it is read


class StrictDataError(ValueError):
    """The text is not what may be read: a constant below, its detail, and where.

    `line` counts from 1 (0: unknown). `keys` lead to the value, places in a list count from 1; there are none
    where the whole text is no YAML or JSON.
    """

    def __init__(self, reason: str, line: int = 0, detail: str = "", keys: Iterable[str | int] = ()) -> None:
        super().__init__(f"{reason} ({detail})" if detail else reason)
        self.reason = reason
        self.line = line
        self.detail = detail
        self.keys = tuple(keys)

    @property
    def path(self) -> str:
        """Return where the value stands, as `answers.F01[2]`."""
        parts = (f"[{key}]" if isinstance(key, int) else f".{key[:LONGEST_KEY]}" for key in self.keys)
        return "".join(parts).removeprefix(".")


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


_TAG = "tag:yaml.org,2002:"


class _Reader(Composer, yaml.CSafeLoader):
    """A SafeLoader to which every scalar is text. libyaml parses, eight times as fast as Python."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)


class _Loader(_Reader):
    """Without aliases, tags, duplicate keys, null and YAML 1.1's surprises."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.values = 0
        self.keys: list[str | int] = []  # that lead to the value being read

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Read a value and what is in it. `index`: its key or place; None for a key and the whole text."""
        self.values += 1
        if isinstance(index, yaml.Node):
            self.keys.append(_text_of(index, self.keys))
        elif index is not None:
            self.keys.append(index + 1)
        event: Any = self.peek_event()
        line = event.start_mark.line + 1
        if self.values > MAX_VALUES:
            raise StrictDataError(TOO_MANY_VALUES, line, keys=self.keys)
        if isinstance(event, yaml.AliasEvent):
            raise StrictDataError(ALIAS, line, keys=self.keys)
        if event.tag not in {None, "!"}:
            raise StrictDataError(TAG, line, event.tag, self.keys)
        node = super().compose_node(parent, index)
        if parent is None or index is not None:
            _check(node, self.keys)
        if index is not None:
            self.keys.pop()
        return node


def _text_of(key: yaml.Node, keys: Sequence[str | int]) -> str:
    if not isinstance(key, yaml.ScalarNode) or key.tag != f"{_TAG}str":
        named = (str(key.value),) if isinstance(key, yaml.ScalarNode) else ()
        raise StrictDataError(KEY_NOT_TEXT, key.start_mark.line + 1, keys=(*keys, *named))
    return str(key.value)


def _check(node: yaml.Node | None, keys: Sequence[str | int]) -> None:
    """Refuse what this node alone says; what is in it has been read."""
    if isinstance(node, yaml.MappingNode):
        known: set[str] = set()
        for key, _value in node.value:
            if key.value in known:
                raise StrictDataError(KEY_TWICE, key.start_mark.line + 1, key.value, (*keys, key.value))
            known.add(key.value)
    elif isinstance(node, yaml.ScalarNode) and node.tag == f"{_TAG}null":
        raise StrictDataError(EMPTY_VALUE, node.start_mark.line + 1, keys=keys)
    elif isinstance(node, yaml.ScalarNode) and node.tag != f"{_TAG}str" and len(node.value) > MAX_DIGITS:
        raise StrictDataError(TOO_LONG_NUMBER, node.start_mark.line + 1, keys=keys)


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}


def _sequence(loader: _Loader, node: yaml.SequenceNode) -> list[Any]:
    return [loader.construct_object(item, deep=True) for item in node.value]


def _number(loader: _Loader, node: yaml.ScalarNode) -> int | Decimal:
    return int(node.value) if node.tag.endswith(":int") else Decimal(node.value)


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
}


def load_yaml(text: str) -> Any:
    """Return mappings, lists, text, int, Decimal and bool. Raises StrictDataError naming the place."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (a SafeLoader, made stricter)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise StrictDataError(NOT_YAML, line, error.problem or "") from None
    except (yaml.YAMLError, UnicodeEncodeError):  # the latter of half a surrogate pair
        raise StrictDataError(FORBIDDEN_CHARACTER) from None
    except RecursionError:
        raise StrictDataError(TOO_DEEP) from None


def line_of(text: str, *ways: Sequence[str | int]) -> int:
    """Return the line from 1 of the first value that one of these ways of keys leads to in YAML or JSON.

    0 where none leads to one, or the text is no YAML either.
    """
    try:
        node = yaml.compose(text.replace("\t", " "), Loader=_Reader)  # JSON may be indented with tabs
    except (yaml.YAMLError, UnicodeEncodeError, RecursionError):
        return 0
    return next((line for keys in ways if (line := _line_at(node, keys))), 0)


def _line_at(node: yaml.Node | None, keys: Sequence[str | int]) -> int:
    line = node.start_mark.line + 1 if node else 0
    for key in keys:
        found = [(where, value) for name, where, value in _entries(node) if name == key]
        if not found:
            return 0
        line, node = found[-1]  # of a key that is there twice, the second
    return line


def _entries(node: yaml.Node | None) -> list[tuple[str | int, int, yaml.Node]]:
    """Return what is in a node: key or place, line and value."""
    if isinstance(node, yaml.MappingNode):
        return [(str(key.value), key.start_mark.line + 1, value) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return [(place, item.start_mark.line + 1, item) for place, item in enumerate(node.value, start=1)]
    return []


@dataclass(frozen=True, slots=True)
class _Refused:
    """Stands for a value of a JSON text that is refused: a parser tells its place only once all is read."""

    reason: str
    detail: str = ""


def load_json(text: str) -> Any:
    """Return the same types as `load_yaml`. Raises StrictDataError naming the place."""
    try:
        data = _JSON.decode(text)
        found = _first_refused(data)
    except json.JSONDecodeError as error:
        raise StrictDataError(NOT_JSON, error.lineno) from None
    except RecursionError:
        raise StrictDataError(TOO_DEEP) from None
    if found:
        keys, refused = found
        raise StrictDataError(refused.reason, line_of(text, keys), refused.detail, keys)
    return data


def _first_refused(data: Any) -> tuple[tuple[str | int, ...], _Refused] | None:
    """Return the first value that is refused, and the keys that lead to it."""
    entries: Iterable[tuple[str | int, Any]]
    if isinstance(data, str):  # most are texts
        return ((), _Refused(FORBIDDEN_CHARACTER)) if _has_lone_half(data) else None
    if isinstance(data, _NUMBERS):
        return None
    if isinstance(data, dict):
        entries = data.items()
    elif isinstance(data, list):
        entries = enumerate(data, start=1)
    else:
        return (), _Refused(EMPTY_VALUE) if data is None else data
    for key, value in entries:
        if isinstance(key, str) and _has_lone_half(key):
            return (), _Refused(FORBIDDEN_CHARACTER)
        if found := _first_refused(value):
            keys, refused = found
            return (key, *keys), refused
    return None


def _has_lone_half(text: str) -> bool:
    return not text.isascii() and LONE_HALF.search(text) is not None


def _json_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) == len(pairs):
        return result
    result = {}
    for key, value in pairs:
        result[key] = _Refused(KEY_TWICE, key) if key in result else value
    return result


def _json_whole(text: str) -> int | _Refused:
    return _Refused(TOO_LONG_NUMBER) if len(text) > MAX_DIGITS else int(text)


def _json_decimal(text: str) -> Decimal | _Refused:
    if len(text) > MAX_DIGITS or "e" in text.lower():
        return _Refused(NOT_PLAIN_NUMBER, text[:MAX_DIGITS])
    return Decimal(text)


_JSON = json.JSONDecoder(
    object_pairs_hook=_json_object,
    parse_float=_json_decimal,
    parse_int=_json_whole,
    parse_constant=lambda name: _Refused(NOT_PLAIN_NUMBER, name),
)
