"""Parts of a standard and their fields in words: what the tables call them, and what their values mean."""

from collections.abc import Mapping

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, Field, Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards import models
from standards.domain.differences import PartKind
from standards.domain.standard import Origin

TABLES: Mapping[PartKind, type[Model]] = {
    PartKind.STANDARD: models.Revision,
    PartKind.DIMENSION: models.Dimension,
    PartKind.GROUP: models.Group,
    PartKind.QUESTION: models.Question,
    PartKind.OPTION: models.Option,
    PartKind.SCENE_GROUP: models.SceneGroup,
    PartKind.SCENE: models.Scene,
    PartKind.SCENE_LEVEL: models.SceneLevel,
    PartKind.RULE: models.Revision,
    PartKind.THRESHOLD: models.Threshold,
    PartKind.FIGURE: models.Figure,
    PartKind.VARIANT: models.Variant,
    PartKind.TERM: models.Term,
    PartKind.REASON: models.NotApplicableReason,
}
WITHOUT_TABLE: Mapping[PartKind, Promise] = {
    PartKind.STANDARD: gettext_lazy("评测指标"),
    PartKind.RULE: gettext_lazy("定级规则"),
}
WITHOUT_COLUMN: Mapping[str, Promise] = {
    "parent": gettext_lazy("所属"),
    "dimensions": gettext_lazy("维度的次序"),
    "groups": gettext_lazy("指标组的次序"),
    "questions": gettext_lazy("题目的次序"),
    "options": gettext_lazy("选项的次序"),
    "scene_groups": gettext_lazy("场景组的次序"),
    "scenes": gettext_lazy("场景的次序"),
    "figures": gettext_lazy("填报数值的次序"),
    "systems": gettext_lazy("常见系统"),
    "level": gettext_lazy("等级"),
    "origin": gettext_lazy("来源"),
    "constrained": gettext_lazy("约束性场景"),
    "equal_split": gettext_lazy("均分的题目"),
}


def kind_name(kind: PartKind) -> str:
    """Return what a kind of part is called."""
    return str(WITHOUT_TABLE.get(kind) or TABLES[kind]._meta.verbose_name)


def field_name(kind: PartKind, name: str) -> str:
    """Return what a field is called. `name`: as `FieldChange` has it; returned as it is where unknown."""
    column = _column(kind, name)
    known = column.verbose_name if column is not None else WITHOUT_COLUMN.get(name)
    return str(known) if known else name


def value_text(kind: PartKind, name: str, value: str) -> str:
    """Return a value as people read it: choices by their label, yes and no in words."""
    column = _column(kind, name)
    if isinstance(column, BooleanField):
        return _("是") if value else _("否")
    if name == "origin":
        return str(models.ORIGINS[Origin(value)]) if value else ""
    return str(dict(column.flatchoices).get(value, value)) if column is not None else value


def _column(kind: PartKind, name: str) -> Field | None:
    """Return the column that holds a field: `part` for `formula.part`, `rule_kind` for the rule's `kind`."""
    flat = name.replace(".", "_")
    for candidate in (f"rule_{flat}" if kind is PartKind.RULE else flat, flat, name.rpartition(".")[2]):
        try:
            found = TABLES[kind]._meta.get_field(candidate)
        except FieldDoesNotExist:
            continue
        return found if isinstance(found, Field) else None
    return None
