"""Rows of entries as people read them: values in words, and what two versions say differently."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, ForeignKey, Model, UniqueConstraint
from django.utils.translation import gettext

from editing.models import Drafted
from editing.selectors.history import ADDED, CHANGED, REMOVED
from editing.wording.changes import FieldChange, field_text, telling_fields
from roadmap import models
from roadmap.models import mapping
from roadmap.models.mapping import TABLES
from roadmap.selectors.names import LEVELS, Naming

Named = Mapping[tuple[type[Model], object], str]  # what rows are called that others point to
Parts = Mapping[type[Model], list[Any]]  # the rows of an entry's parts, in their order
Key = tuple[object, ...]  # what names a part in any version of its entry
# Their order follows from what they say.
SORTED: tuple[type[Model], ...] = (
    models.PriorityScene,
    models.StageEstimate,
    models.SectorDivision,
    models.MeasureCost,
)
OF_STAGES: tuple[type[Model], ...] = (models.StageScene, models.StageEstimate)
BY_PLACE: tuple[type[Model], ...] = (models.SupportTier,)  # nothing else names them
# The steps of an entry's life and its parts' places, which have words of their own.
STEPS = frozenset(field.name for field in Drafted._meta.local_fields) - {"change_note"}
NOT_CONTENT = STEPS | {"position", "version"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """What became of an entry itself (`part` empty) or of one of its parts."""

    part: str  # the kind of part
    title: str
    happened: str  # ADDED, CHANGED or REMOVED
    changes: tuple[FieldChange, ...]


def content_fields(model: type[Model]) -> list[Field]:
    """Return the columns that say something: what a row belongs to first, then in their order."""
    fields = telling_fields(model, besides=NOT_CONTENT)
    return sorted(fields, key=lambda field: not isinstance(field, ForeignKey))


def value_text(row: Any, field: Field, naming: Naming, named: Named) -> str:
    """Return a value of a row, or of its history, in words; empty where there is none."""
    value = getattr(row, field.attname)
    if value is None or value == "":
        return ""
    if field.name == "option":
        return naming.name("option", f"{row.question} {value}")
    if isinstance(field, ForeignKey):
        return named.get((field.related_model, value), "")
    if field.name in LEVELS or naming.names_codes(field.name):
        return naming.name(field.name, value)
    return field_text(field, value, named)


def title_of(part: Any, naming: Naming) -> str:
    """Return what names a part among its like: its code by name, or its first text."""
    model = getattr(part, "instance_type", type(part))
    field = next(field for field in content_fields(model) if not isinstance(field, ForeignKey))
    return value_text(part, field, naming, {})


def part_models(entry: models.Entry) -> Iterator[type[Model]]:
    """Yield the tables of an entry's parts."""
    for table in TABLES[mapping.kind_of(entry)].tables():
        yield table.model


def parts_of(entry: models.Entry) -> Parts:
    """Return the rows of an entry's parts, those of stages stage by stage: a query a table."""
    found: dict[type[Model], list[Any]] = {}
    for model in part_models(entry):
        order = ("stage__position", "position") if model in OF_STAGES else ("position",)
        found[model] = list(model._default_manager.filter(entry=entry.pk).order_by(*order, "pk"))
    return found


def stage_names(parts: Parts) -> Named:
    """Return what the stages among these parts are called: other parts point to them."""
    return {(models.Stage, stage.pk): str(stage) for stage in parts.get(models.Stage, ())}


def differences(old: models.Entry, new: models.Entry, naming: Naming) -> tuple[PartChange, ...]:
    """Return what two versions of an entry say differently: the entry itself first, then part by part."""
    sides = parts_of(old), parts_of(new)
    named = {**stage_names(sides[0]), **stage_names(sides[1])}
    changes = field_changes(old, new, naming, named)
    found = [PartChange(part="", title="", happened=CHANGED, changes=changes)] if changes else []
    for model in sides[0]:
        before, after = (_by_key(parts[model], _stage_codes(parts)) for parts in sides)
        for key in dict.fromkeys([*before, *after]):
            found += part_change(before.get(key), after.get(key), naming, named)
        if model not in SORTED:
            found += _reordered(before, after, naming)
    return tuple(found)


def part_change(before: Any, after: Any, naming: Naming, named: Named) -> Iterator[PartChange]:
    """Yield what became of a part, if anything; None: it was or is not there."""
    changes = field_changes(before, after, naming, named)
    if changes:
        row = after or before
        yield PartChange(
            part=str(row._meta.verbose_name),
            title=title_of(row, naming),
            happened=ADDED if before is None else REMOVED if after is None else CHANGED,
            changes=changes,
        )


def field_changes(before: Any, after: Any, naming: Naming, named: Named) -> tuple[FieldChange, ...]:
    """Return what differs between two rows, or two entries of a history. None: the row is not there."""
    row = after or before
    told = (
        FieldChange(
            name=field.name,
            label=str(field.verbose_name),
            old=value_text(before, field, naming, named) if before else "",
            new=value_text(after, field, naming, named) if after else "",
        )
        for field in content_fields(getattr(row, "instance_type", type(row)))
    )
    return tuple(change for change in told if change.old != change.new)


def _reordered(before: Mapping[Key, Any], after: Mapping[Key, Any], naming: Naming) -> Iterator[PartChange]:
    """Yield a change where the parts that are in both stand in another order."""
    kept, now = [key for key in before if key in after], [key for key in after if key in before]
    if kept != now:
        change = FieldChange(
            name="position",
            label=gettext("次序"),
            old=_listed((before[key] for key in kept), naming),
            new=_listed((after[key] for key in now), naming),
        )
        label = str(after[now[0]]._meta.verbose_name)
        yield PartChange(part=label, title="", happened=CHANGED, changes=(change,))


def _listed(parts: Iterable[Any], naming: Naming) -> str:
    return gettext("、").join(title_of(part, naming) for part in parts)


def _by_key(parts: Iterable[Any], stage_codes: Mapping[int, str]) -> dict[Key, Any]:
    return {_key(part, stage_codes): part for part in parts}


def _key(part: Any, stage_codes: Mapping[int, str]) -> Key:
    """Return what names a part in any version: its codes, within its stage; else its Chinese text."""
    values = (
        stage_codes.get(part.stage_id, "") if name == "stage" else getattr(part, name)
        for name in _key_names(part)
    )
    return tuple(values)


def _key_names(part: Any) -> Sequence[str]:
    if isinstance(part, BY_PLACE):
        return ["position"]
    for constraint in part._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            return [name for name in constraint.fields if name != "entry"]
    return [next(field.name for field in content_fields(type(part)))]


def _stage_codes(parts: Parts) -> dict[int, str]:
    return {stage.pk: stage.code for stage in parts.get(models.Stage, ())}
