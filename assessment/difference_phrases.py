"""Differences of two standards in words: what a part and a field are called, and a value as people read it.

Parts and fields are called as their tables call them, so that editing, comparing and reports use one word.
"""

from django.db.models import BooleanField, Field, Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.criteria import models
from assessment.domain.differences import Difference, Happened, PartKind
from assessment.wording import local

HAPPENED: dict[Happened, Promise] = {
    Happened.NEW: gettext_lazy("新增"),
    Happened.CHANGED: gettext_lazy("有改动"),
    Happened.REMOVED: gettext_lazy("删除"),
}
TABLES: dict[PartKind, type[Model]] = {
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
PARTS: dict[PartKind, Promise] = {  # several tables, or a part of one
    PartKind.STANDARD: gettext_lazy("评测指标"),
    PartKind.RULE: gettext_lazy("定级规则"),
}
# Fields that are no column of the part's own table.
FIELDS: dict[str, Promise] = {
    "dimensions": gettext_lazy("维度的次序"),
    "groups": gettext_lazy("指标组的次序"),
    "questions": gettext_lazy("题目的次序"),
    "options": gettext_lazy("选项的次序"),
    "scene_groups": gettext_lazy("场景组的次序"),
    "scenes": gettext_lazy("场景的次序"),
    "figures": gettext_lazy("填报数值的次序"),
    "parent": gettext_lazy("所属"),
    "systems": gettext_lazy("常见系统"),
    "level": gettext_lazy("等级"),
    "equal_split": gettext_lazy("均分的题目"),
}
NAMED_BY_TEXT = frozenset({PartKind.OPTION, PartKind.SCENE_LEVEL})  # whose name is a whole sentence


def happened_text(happened: Happened) -> str:
    """Return whether a part is new, changed or removed, in one word."""
    return str(HAPPENED[happened])


def part_text(kind: PartKind) -> str:
    """Return what a kind of part is called."""
    return str(PARTS.get(kind) or TABLES[kind]._meta.verbose_name)


def label(difference: Difference) -> str:
    """Return which part differs: 维度 F 数字化基础, 选项 F01.B, 等级门槛 一级."""
    name = "" if difference.kind in NAMED_BY_TEXT or not difference.code else local(difference.name)
    code = "" if difference.kind in (PartKind.THRESHOLD, PartKind.TERM) else difference.code
    return " ".join(part for part in (part_text(difference.kind), code, name) if part)


def field_text(kind: PartKind, name: str) -> str:
    """Return what a field of `FieldChange` is called. Raises KeyError for one that no part has."""
    column = _column(kind, name)
    return str(column.verbose_name if column is not None else FIELDS[name])


def value_text(kind: PartKind, name: str, value: str) -> str:
    """Return a value of `FieldChange` as people read it; 无 where there is none."""
    column = _column(kind, name)
    if isinstance(column, BooleanField):
        return _("是") if value else _("否")
    labels = dict(column.flatchoices) if column is not None else {}
    return str(labels.get(value, value)) or _("无")


def _column(kind: PartKind, name: str) -> "Field[object, object] | None":
    """Return the column that holds a field, None where it is spread over other rows."""
    table = TABLES[kind]
    if (kind, name) == (PartKind.STANDARD, "origin"):
        table = models.Standard
    if (kind, name) == (PartKind.VARIANT, "constrained"):
        name = "other_constrained"
    if kind is PartKind.RULE and not name.startswith("below"):
        name = f"rule_{name}"
    columns = {column.name: column for column in table._meta.fields}
    return columns.get(name.removeprefix("formula.").replace(".", "_"))
