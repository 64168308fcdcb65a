"""The roadmap files: one format for all, strict to read, the same bytes to write.

A file holds any part of the library. `roadmap/data/` has a file for each sector with what is its own, one
for each stage with the measures for every sector, and `shared.yaml` with the rest, each of them what `dump`
writes.
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

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
from roadmap.domain.case import Case
from roadmap.domain.entries import Entry
from roadmap.domain.library import Key, Library, key_of
from roadmap.domain.measure import Measure
from roadmap.domain.sector import Sector

DATA = Path(__file__).parent.parent / "data"
SHARED = "shared"
FORMAT = 1
HEADER = (
    "# Part of the roadmap library, as the exporter writes it. Evidence G marks our own judgement, V and V2\n"
    "# what a source says; without an English text the Chinese one is shown.\n"
)


def load(text: str) -> Library:
    """Read a library from YAML. Raises ExchangeError naming the path or line."""
    return from_data(parse_yaml(text))


def from_data(data: Any) -> Library:
    """Build a library from mappings, lists and scalars. Raises ExchangeError naming the path."""
    library = cast(Library, read(Library, content_in_format(data, FORMAT)))
    map_texts(library, "", _unofficial)
    return _merged([library])


def dump(library: Library) -> str:
    """Write a library as YAML; equal libraries give the same bytes."""
    return HEADER + format_yaml({"format": FORMAT, **write(library)})


def files(library: Library) -> dict[str, str]:
    """Return the files of the library by name: one for each sector with its measures and cases, one for each
    stage with the measures for every sector, and one with what else belongs to no sector or to several."""
    shelves: dict[str, list[Entry]] = defaultdict(list)
    for entry in library:
        shelves[_shelf(entry)].append(entry)
    return {f"{name}.yaml": dump(Library.of(entries)) for name, entries in shelves.items()}


def read_library(folder: Path = DATA) -> Library:
    """Read all files of a folder together. Raises ExchangeError naming the file and path or line."""
    found = sorted(folder.glob("*.yaml"))
    if not found:
        raise ExchangeError(f"{folder.name}: there is no file")
    return _merged([_read_file(file) for file in found])


def content_digest(entry: Entry) -> str:
    """Return a digest of all that an entry says; equal entries have equal digests."""
    return digest(canonical_json(write(entry)))


def library_digest(library: Library, digests: Mapping[Key, str]) -> str:
    """Return a digest of a library from those of its entries; equal libraries have equal digests."""
    return digest(canonical_json([[*key_of(entry), digests[key_of(entry)]] for entry in library]))


def _shelf(entry: Entry) -> str:
    match entry:
        case Sector():
            return entry.code
        case Measure(sector=""):
            return f"measures-{entry.stage}"
        case Measure() | Case():
            return entry.sector
        case _:
            return SHARED


def _read_file(file: Path) -> Library:
    try:
        return load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ExchangeError(f"{file.name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ExchangeError(f"{file.name}: is not UTF-8") from error
    except ExchangeError as error:
        raise ExchangeError(f"{file.name}: {error}") from None


def _merged(libraries: list[Library]) -> Library:
    entries: dict[tuple[str, str], Entry] = {}
    for library in libraries:
        for entry in library:
            if key_of(entry) in entries:
                raise ExchangeError(f"{entry.kind}[{entry.code}]: occurs twice")
            entries[key_of(entry)] = entry
    return Library.of(entries.values())


def _unofficial(path: str, text: Text) -> Text:
    if text.official:
        raise ExchangeError(f"{path}.official: unknown key")
    return text
