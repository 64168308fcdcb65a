"""What two revisions say differently, for the page: counts, and each part with both values side by side."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from editing.domain.text_changes import Pieces, text_changes
from standards.domain.differences import Difference, FieldChange, Happened, PartKind, differences
from standards.domain.standard import Outline
from standards.wording.changes import Names
from standards.wording.differences import field_name, kind_name, value_text
from standards.wording.results import local


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """One value before and after, in pieces of which the changed ones are marked."""

    name: str
    old: Pieces
    new: Pieces
    is_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """One part that differs. `fields` of a new or removed part have one side only."""

    happened: Happened
    kind: PartKind
    kind_name: str
    code: str
    title: str
    fields: tuple[FieldLine, ...]

    @property
    def is_changed(self) -> bool:
        return self.happened is Happened.CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionComparison:
    """All that differs; `counts` by what happened, whatever is shown of it."""

    counts: Mapping[Happened, int]
    kinds: tuple[tuple[PartKind, str, int], ...]  # those that differ, with name and number
    lines: tuple[PartLine, ...]


def compare(old: Outline, new: Outline, *, happened: str = "", kind: str = "") -> RevisionComparison:
    """Return what differs. `happened`, `kind`: show only such parts; empty shows all."""
    found = differences(old, new)
    names = Names(standards=(new, old))
    kinds = Counter(one.kind for one in found)
    return RevisionComparison(
        counts=Counter(one.happened for one in found),
        kinds=tuple((known, kind_name(known), count) for known, count in kinds.items()),
        lines=tuple(
            _line(one, names) for one in found if happened in ("", one.happened) and kind in ("", one.kind)
        ),
    )


def _line(difference: Difference, names: Names) -> PartLine:
    return PartLine(
        happened=difference.happened,
        kind=difference.kind,
        kind_name=kind_name(difference.kind),
        code=difference.code,
        title=_title(difference, names),
        fields=tuple(_field(difference.kind, change) for change in difference.changes),
    )


def _title(difference: Difference, names: Names) -> str:
    """Return where the part is: an option and a scene's level with what they belong to."""
    match difference.kind:
        case PartKind.OPTION | PartKind.SCENE_LEVEL | PartKind.QUESTION:
            return names.place(difference.code)
        case _:
            return local(difference.name)


def _field(kind: PartKind, change: FieldChange) -> FieldLine:
    before, after = text_changes(
        value_text(kind, change.name, change.old), value_text(kind, change.name, change.new)
    )
    return FieldLine(
        name=field_name(kind, change.name),
        old=before,
        new=after,
        is_number=_is_number(change.old) and _is_number(change.new),
    )


def _is_number(value: str) -> bool:
    return value.replace(".", "", 1).isdecimal()
