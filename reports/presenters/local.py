"""Where a local standard differs from the published one it was made from, in words, for page and report.

What is asked and graded is said part by part; changes of wording are only counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.domain.differences import Difference, FieldChange, Happened, PartKind, differences
from standards.domain.standard import Origin, Standard
from standards.wording.changes import Names
from standards.wording.differences import field_name, kind_name, value_text
from standards.wording.results import local

WHOLE = frozenset(
    {PartKind.DIMENSION, PartKind.GROUP, PartKind.QUESTION, PartKind.SCENE_GROUP, PartKind.SCENE}
)
INNER = frozenset(
    {PartKind.OPTION, PartKind.SCENE_LEVEL}
)  # told with the question or scene that is new or gone
PARTS: tuple[tuple[str, Promise], ...] = (
    ("weight", gettext_lazy("权重与分值")),
    ("rule", gettext_lazy("定级规则")),
    ("constrained", gettext_lazy("约束性场景")),
    ("new", gettext_lazy("新增的内容")),
    ("removed", gettext_lazy("不再包含的内容")),
    ("other", gettext_lazy("其他不同")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalPart:
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDifferences:
    """`reworded`: how many parts say something in other words."""

    title: str
    source: str
    source_revision: int
    parts: tuple[LocalPart, ...]
    reworded: int


def local_differences(standard: Standard, source: Standard) -> LocalDifferences:
    """Return what differs from the revision that a local standard was made from."""
    found = [one for one in differences(source, standard) if one.kind is not PartKind.STANDARD]
    names = Names(standards=(standard, source))
    whole = frozenset(one.code for one in found if _is_whole(one))
    items: dict[str, list[str]] = {part: [] for part, _title in PARTS}
    for one in found:
        for part, sentence in _sentences(one, names, whole):
            items[part].append(sentence)
    official = source.origin is Origin.OFFICIAL
    return LocalDifferences(
        title=_("与国家公布指标不同之处") if official else _("与来源指标不同之处"),
        source=local(source.name),
        source_revision=source.revision,
        parts=tuple(
            LocalPart(title=str(title), items=tuple(items[part])) for part, title in PARTS if items[part]
        ),
        reworded=sum(
            one.happened is Happened.CHANGED and any(change.is_wording for change in one.changes)
            for one in found
        ),
    )


def _is_whole(difference: Difference) -> bool:
    return difference.happened is not Happened.CHANGED and difference.kind in WHOLE


def _sentences(difference: Difference, names: Names, whole: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give each thing that is asked or graded otherwise, with the part of the list it belongs to."""
    title = _title(difference, names)
    if difference.happened is Happened.CHANGED:
        for change in _graded(difference):
            yield _part(difference.kind, change.name), _changed(difference.kind, title, change)
    elif difference.kind not in INNER or difference.code.partition(".")[0] not in whole:
        yield difference.happened.value, title


def _graded(difference: Difference) -> tuple[FieldChange, ...]:
    """Return the changes that are neither wording nor order."""
    return tuple(change for change in difference.changes if not (change.is_wording or change.is_order))


def _part(kind: PartKind, name: str) -> str:
    if kind in (PartKind.RULE, PartKind.THRESHOLD):
        return "rule"
    return name if name in ("weight", "constrained") else "other"


def _changed(kind: PartKind, title: str, change: FieldChange) -> str:
    return _("%(part)s：%(field)s由“%(old)s”改为“%(new)s”") % {
        "part": title,
        "field": field_name(kind, change.name),
        "old": value_text(kind, change.name, change.old) or _("无"),
        "new": value_text(kind, change.name, change.new) or _("无"),
    }


def _title(difference: Difference, names: Names) -> str:
    """Return what the part is: a question by its number, an option by its question, others by their name."""
    if difference.kind in (PartKind.QUESTION, *INNER):
        return names.place(difference.code)
    name = local(difference.name)
    kind = kind_name(difference.kind)
    return _("%(kind)s“%(name)s”") % {"kind": kind, "name": name} if name else kind
