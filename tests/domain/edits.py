"""Standards with something changed, as an editor would change them, for tests that compare two."""

from collections.abc import Callable, Iterator
from typing import Any

from standards.domain import exchange
from standards.domain.standard import Standard

Data = dict[str, Any]


def edited(standard: Standard, *edits: Callable[[Data], object]) -> Standard:
    """Return the next revision, changed in its plain form."""
    data = exchange.to_data(standard)
    for edit in edits:
        edit(data)
    return exchange.from_data({"format": exchange.FORMAT, **data, "revision": standard.revision + 1})


def setting(code: str, /, **values: object) -> Callable[[Data], object]:
    """Return an edit that sets fields of the part with this code; `F01.B` is an option."""
    return lambda data: part(data, code).update(values)


def removing(code: str) -> Callable[[Data], object]:
    """Return an edit that takes away a part or an option."""

    def remove(data: Data) -> None:
        found = part(data, code)
        parts = next(parts for parts in _lists(data) if any(entry is found for entry in parts))
        parts.remove(found)

    return remove


def level(number: int, **values: object) -> Callable[[Data], object]:
    """Return an edit of what a level asks for."""
    return lambda data: data["rule"]["thresholds"][number - 1].update(values)


def part(data: Data, code: str) -> Data:
    """Return the part with this code."""
    code, _dot, key = code.partition(".")
    found = next(e for parts in _lists(data) for e in parts if isinstance(e, dict) and e.get("code") == code)
    return next(option for option in found["options"] if option["key"] == key) if key else found


def _lists(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, list):
        yield value
    for inner in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from _lists(inner)
