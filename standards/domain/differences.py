"""What two standards say differently, part by part: new, changed, removed, with both values.

Parts are found by their codes. Values are plain text as the exchange file would spell them; an absent value
is empty. The official wording and the verification are left out: neither is asked or graded.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from editing.domain.decimals import plain
from editing.domain.texts import NO_TEXT, Text
from standards.domain.standard import Outline

# Fields that hold the order of the parts within another.
ORDERS = frozenset({"dimensions", "groups", "questions", "options", "scene_groups", "scenes", "figures"})


class Happened(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


class PartKind(StrEnum):
    STANDARD = "standard"
    DIMENSION = "dimension"
    GROUP = "group"
    QUESTION = "question"
    OPTION = "option"
    SCENE_GROUP = "scene_group"
    SCENE = "scene"
    SCENE_LEVEL = "scene_level"
    RULE = "rule"
    THRESHOLD = "threshold"
    FIGURE = "figure"
    VARIANT = "variant"
    TERM = "term"
    REASON = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One value before and after. `name`: the field, with `.zh` or `.en` of a text."""

    name: str
    old: str
    new: str

    @property
    def is_wording(self) -> bool:
        """Return whether it is one of the texts, in one language."""
        return self.name.endswith((".zh", ".en"))

    @property
    def is_order(self) -> bool:
        """Return whether only the order of what the part holds is another, or what it holds."""
        return self.name in ORDERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A part that is not the same in both.

    `code`: F01, F01.B of an option, S01.2 of a scene's level, 3 of a threshold, empty of standard and rule.
    """

    happened: Happened
    kind: PartKind
    code: str
    name: Text  # what the part is called, in the newer one where it is there
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    kind: PartKind
    code: str
    name: Text
    values: dict[str, str]


Parts = dict[tuple[PartKind, str], _Part]


def differences(old: Outline, new: Outline) -> tuple[Difference, ...]:
    """Return what differs by kind, in the order of the newer standard; what is removed comes last."""
    before, after = _parts(old), _parts(new)
    found = [_difference(before.get(key), part) for key, part in after.items()]
    found += [_difference(part, None) for key, part in before.items() if key not in after]
    place = {kind: number for number, kind in enumerate(PartKind)}
    return tuple(sorted((one for one in found if one.changes), key=lambda one: place[one.kind]))


def _difference(old: _Part | None, new: _Part | None) -> Difference:
    part = new or old
    assert part is not None  # noqa: S101 (one of the two is there)
    was, now = old.values if old else {}, new.values if new else {}
    names = dict.fromkeys((*now, *was))
    return Difference(
        happened=Happened.NEW if old is None else Happened.REMOVED if new is None else Happened.CHANGED,
        kind=part.kind,
        code=part.code,
        name=part.name,
        changes=tuple(
            FieldChange(name=name, old=was.get(name, ""), new=now.get(name, ""))
            for name in names
            if was.get(name, "") != now.get(name, "")
        ),
    )


# --- A standard as parts -------------------------------------------------------------------------


def _parts(standard: Outline) -> Parts:
    """Return every part by kind and code. The order of parts within another is a value of the latter."""
    return {(part.kind, part.code): part for part in _walk(standard)}


def _walk(standard: Outline) -> Iterator[_Part]:
    head = {
        "dimensions": _order(standard.dimensions),
        "scene_groups": _order(standard.scene_groups),
        "figures": _order(standard.figures),
    }
    left_out = ("code", "revision", "verification", "rule")  # the rule is a part of its own
    yield _Part(PartKind.STANDARD, "", standard.name, _values(standard, *left_out) | head)
    yield from _scored(standard)
    yield from _scenes(standard)
    yield _Part(PartKind.RULE, "", NO_TEXT, _values(standard.rule))
    for threshold in standard.rule.thresholds:
        yield _Part(PartKind.THRESHOLD, str(threshold.level), threshold.name, _values(threshold))
    for figure in standard.figures:
        yield _Part(PartKind.FIGURE, figure.code, figure.label, _values(figure))
    for variant in standard.variants:
        yield _Part(PartKind.VARIANT, variant.code, variant.name, _values(variant))
    for term in standard.terms:
        yield _Part(PartKind.TERM, term.word.zh, term.word, _values(term))
    for reason in standard.reasons:
        yield _Part(PartKind.REASON, reason.code, reason.name, _values(reason))


def _scored(standard: Outline) -> Iterator[_Part]:
    for dimension in standard.dimensions:
        order = {"groups": _order(dimension.groups)}
        yield _Part(PartKind.DIMENSION, dimension.code, dimension.name, _values(dimension) | order)
        for group in dimension.groups:
            values = _values(group) | {"parent": dimension.code, "questions": _order(group.questions)}
            yield _Part(PartKind.GROUP, group.code, group.name, values)
            for question in group.questions:
                order = {"parent": group.code, "options": ", ".join(o.key for o in question.options)}
                yield _Part(PartKind.QUESTION, question.code, question.name, _values(question) | order)
                for option in question.options:
                    code = f"{question.code}.{option.key}"
                    yield _Part(PartKind.OPTION, code, option.text, _values(option))


def _scenes(standard: Outline) -> Iterator[_Part]:
    for group in standard.scene_groups:
        order = {"scenes": _order(group.scenes)}
        yield _Part(PartKind.SCENE_GROUP, group.code, group.name, _values(group) | order)
        for scene in group.scenes:
            values = _values(scene) | {"parent": group.code}
            yield _Part(PartKind.SCENE, scene.code, scene.name, values)
            for level in scene.levels:
                code = f"{scene.code}.{level.level}"
                yield _Part(PartKind.SCENE_LEVEL, code, level.text, _values(level))


def _order(parts: tuple[Any, ...]) -> str:
    return ", ".join(part.code for part in parts)


def _values(part: Any, *left_out: str) -> dict[str, str]:
    """Return the values of a part by field, without the parts in it."""
    found: dict[str, str] = {}
    for field in fields(part):
        if field.name not in left_out:
            found |= _flat(field.name, getattr(part, field.name))
    return found


def _flat(name: str, value: Any) -> dict[str, str]:
    if isinstance(value, Text):
        return {f"{name}.zh": value.zh, f"{name}.en": value.en}
    if is_dataclass(value):
        return {f"{name}.{inner}": text for inner, text in _values(value).items()}
    if isinstance(value, tuple) and any(is_dataclass(item) for item in value):
        return {}
    return {name: _spelled(value)}


def _spelled(value: Any) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case Decimal():
            return plain(value)
        case tuple() | frozenset():
            return ", ".join(sorted(value) if isinstance(value, frozenset) else value)
        case _:
            return str(value)
