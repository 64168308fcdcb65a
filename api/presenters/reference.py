"""The description of the interface as a page, read from the description itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from api.models import SCOPES

Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A parameter or a field: its name, and its type with what is said of it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One method of an address. `body` is empty where nothing is sent."""

    name: str
    method: str
    path: str
    about: str
    scope: str
    parameters: tuple[Named, ...]
    body: str
    answers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeRow:
    name: str
    about: str
    fields: tuple[Named, ...]


def endpoints_of(schema: Schema) -> tuple[Endpoint, ...]:
    """Return the endpoints in the order of their paths."""
    return tuple(
        Endpoint(
            name=operation["operationId"],
            method=method.upper(),
            path=path,
            about=operation["summary"],
            scope=_scope(operation["x-scope"]),
            parameters=tuple(_parameter(one) for one in operation.get("parameters", ())),
            body=_body(operation),
            answers=" · ".join(_answers(operation["responses"])),
        )
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    )


def shapes_of(schema: Schema) -> tuple[ShapeRow, ...]:
    """Return the shapes by name; those without fields are lists of values."""
    return tuple(
        ShapeRow(
            name=name,
            about=shape.get("description", ""),
            fields=tuple(_named(field, kind) for field, kind in shape.get("properties", {}).items()),
        )
        for name, shape in sorted(schema["components"]["schemas"].items())
    )


def _scope(value: str) -> str:
    """Return the scope as the page of tokens names it, with the value that stands in answers."""
    return _("%(name)s（%(value)s）") % {"name": SCOPES[value], "value": value}


def _parameter(given: Schema) -> Named:
    described = _named(given["name"], {**given["schema"], "description": given.get("description", "")})
    return Named(name=f"{described.name} ({given['in']})", text=described.text)


def _named(name: str, kind: Schema) -> Named:
    return Named(name=name, text=" · ".join(filter(None, (type_of(kind), kind.get("description", "")))))


def _body(operation: Schema) -> str:
    content = operation.get("requestBody", {}).get("content", {})
    return " / ".join(type_of(one["schema"]) for one in content.values())


def _answers(responses: Schema) -> Iterator[str]:
    for status, response in sorted(responses.items()):  # what comes when all is well first
        for media, content in response.get("content", {}).items():
            shape = type_of(content.get("schema", {}))
            yield f"{status} {shape}" if shape else f"{status} {media}"


def type_of(kind: Schema) -> str:
    """Return a type in short: the name of a shape, `[type]` for a list, alternatives with a bar."""
    if "$ref" in kind:
        return str(kind["$ref"]).rpartition("/")[2]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in kind:
            return " | ".join(dict.fromkeys(type_of(one) for one in kind[several]))
    if "enum" in kind:
        return " | ".join(map(str, kind["enum"]))
    if "const" in kind:
        return str(kind["const"])
    if kind.get("type") == "array":
        return f"[{type_of(kind.get('items', {}))}]"
    return str(kind.get("format") or kind.get("type", ""))
