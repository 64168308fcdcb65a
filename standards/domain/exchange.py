"""A standard as plain data: the YAML files of `standards/data/`, and the digest of what is asked.

The dataclasses are the schema (`editing.domain.schema`): `dump(load(text))` of an exported file gives the
same bytes.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from editing.domain.canonical import canonical_json, digest
from editing.domain.schema import (
    ExchangeError,
    content_in_format,
    format_yaml,
    map_texts,
    parse_yaml,
    read,
    write,
)
from editing.domain.texts import Text
from standards.domain.standard import InvalidStandard, Outline, Standard, Verification

__all__ = [
    "ExchangeError",
    "dump",
    "from_data",
    "load",
    "load_outline",
    "official_texts",
    "outline_from_data",
    "same_content",
    "standard_digest",
    "texts",
    "to_data",
    "unverified",
    "with_official",
]

FORMAT = 1
HEADER = (
    "# A standard as the exporter writes it. The wording (zh, en) is ours, not the ministry's;\n"
    "# `official` texts and `verification` are filled in once a person has compared them with the original.\n"
)

Whole = TypeVar("Whole", bound=Outline)


def load(text: str) -> Standard:
    """Read a standard from YAML. Raises ExchangeError."""
    return from_data(parse_yaml(text))


def load_outline(text: str) -> Outline:
    """Read from YAML what may still contradict itself. Raises ExchangeError for what cannot be read."""
    return outline_from_data(parse_yaml(text))


def dump(standard: Outline) -> str:
    """Write a standard as YAML; equal standards give the same bytes."""
    return HEADER + format_yaml({"format": FORMAT, **to_data(standard)})


def from_data(data: Any) -> Standard:
    """Build a standard from mappings, lists and scalars. Raises ExchangeError naming the path or code."""
    try:
        return Standard.of(outline_from_data(data))
    except InvalidStandard as error:
        raise ExchangeError(str(error)) from None


def outline_from_data(data: Any) -> Outline:
    """Build an outline from mappings, lists and scalars. Raises ExchangeError naming the path."""
    outline = cast(Outline, read(Outline, content_in_format(data, FORMAT)))
    if outline.revision < 1:
        raise ExchangeError("revision: must be at least 1")
    return outline


def to_data(standard: Outline) -> dict[str, Any]:
    """Return the standard as mappings, lists and scalars, without what equals its default."""
    return cast(dict[str, Any], write(standard))


def standard_digest(standard: Outline) -> str:
    """Return the digest of what is asked and graded.

    Left out: the verification and the official texts, which a verifier may fill in after publication.
    Included: everything else, our own wording too, for an answer means what its text said.
    """
    said = {name: value for name, value in to_data(standard).items() if name != "verification"}
    return digest(canonical_json(_unofficial(said)))


def _unofficial(data: Any) -> Any:
    """Return plain data without the official wordings of its texts."""
    if isinstance(data, list):
        return [_unofficial(item) for item in data]
    if not isinstance(data, Mapping):
        return data
    return {name: _unofficial(value) for name, value in data.items() if name != "official"}


def same_content(one: Outline, other: Outline) -> bool:
    """Return whether two revisions of a standard ask and grade the same in the same words."""
    return standard_digest(one) == standard_digest(replace(other, revision=one.revision))


def unverified(standard: Whole) -> Whole:
    """Return the standard without its verification."""
    return replace(standard, verification=Verification())


def official_texts(standard: Outline) -> dict[str, str]:
    """Map the path of each text that has an official wording to that wording."""
    return {path: text.official for path, text in texts(standard).items() if text.official}


def with_official(standard: Whole, official: Mapping[str, str]) -> Whole:
    """Return the standard with official wordings by path; those not given stay."""

    def change(path: str, text: Text) -> Text:
        return replace(text, official=official.get(path, text.official))

    return cast(Whole, map_texts(standard, "", change))


def texts(standard: Outline) -> dict[str, Text]:
    """Map the path of each text to the text, in the order of the file."""
    found: dict[str, Text] = {}

    def keep(path: str, text: Text) -> Text:
        found[path] = text
        return text

    map_texts(standard, "", keep)
    return found
