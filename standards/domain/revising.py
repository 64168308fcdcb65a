"""What a new revision owes to those published before it: its codes keep their meaning, and an official
standard keeps its scored parts, and is graded otherwise only for a reason.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from standards.domain.differences import Difference, FieldChange, Happened, PartKind, differences
from standards.domain.grading_changes import GradingChanges
from standards.domain.standard import Outline, Standard
from standards.domain.standard.rule import ASKED

SCORED = frozenset(
    {
        PartKind.DIMENSION,
        PartKind.GROUP,
        PartKind.QUESTION,
        PartKind.OPTION,
        PartKind.SCENE_GROUP,
        PartKind.SCENE,
        PartKind.SCENE_LEVEL,
        PartKind.THRESHOLD,
        PartKind.FIGURE,
    }
)
# What explains a part without being asked or graded, and its place.
EXPLAINS = frozenset({"help", "note", "evidence", "formula_text", "systems", "number"})
# What `graded_otherwise` looks at: it may be corrected, with a source.
NUMBERS = frozenset({"weight", "constrained", "parent", "range", *ASKED})
# An address, or the number of a document: 工信厅企业〔2024〕23号, 2024年第7号.
NAMES_A_DOCUMENT = re.compile(
    r"https?://[^\s/]+\.[^\s/]+/?|[〔\[（(［【]\s*(?:19|20)\d\d\s*[〕\]）)］】]\s*第?\s*\d+\s*号"
    r"|(?:19|20)\d\d\s*年\s*第\s*\d+\s*号"
)


def names_a_document(source: str) -> bool:
    """Return whether a source says where to look: an address, or the number of a document."""
    return NAMES_A_DOCUMENT.search(source) is not None


def departures(old: Outline, new: Outline) -> tuple[str, ...]:
    """Return the codes of scored parts that were added, removed or reworded, in the order of the kinds.

    Reworded is what is asked in Chinese, and what kind of answer is taken. Explanations, English and order
    are free; weights, ranges and thresholds are the business of `graded_otherwise`.
    """
    found = [one for one in differences(old, new) if one.kind in SCORED and _departs(one)]
    return tuple(dict.fromkeys(one.code for one in found))


def _departs(difference: Difference) -> bool:
    return difference.happened is not Happened.CHANGED or any(map(_is_asked, difference.changes))


def _is_asked(change: FieldChange) -> bool:
    name, _dot, inner = change.name.partition(".")
    return not (change.is_order or name in EXPLAINS | NUMBERS or inner == "en")


def graded_otherwise(old: Standard, new: Standard) -> tuple[str, ...]:
    """Return the codes of what the new revision grades otherwise, in the order of the form; `rule` for rules.

    Weights, options, constrained scenes, thresholds, and what is asked no more or for the first time.
    """
    changed = [change.code or "rule" for change in GradingChanges(old=old, new=new).all]
    added = [code for code in new.item_codes if code not in old.item_codes]
    return tuple(dict.fromkeys((*changed, *added)))


def reused_codes(before: Iterable[Standard], new: Standard) -> tuple[str, ...]:
    """Return the codes that meant something else in one of the earlier standards.

    A code means something else where it names another kind of part, or where both what it is called and what
    it says have changed: wording may be mended, one of the two at a time.
    """
    mine = dict(_meanings(new))
    reused = {
        code
        for standard in before
        for code, meaning in _meanings(standard)
        if code in mine and _differs(meaning, mine[code])
    }
    return tuple(code for code in mine if code in reused)


@dataclass(frozen=True, slots=True)
class _Meaning:
    kind: str
    called: str
    says: str


def _meanings(standard: Standard) -> Iterator[tuple[str, _Meaning]]:
    for question in standard.questions:
        yield question.code, _Meaning("question", question.name.zh, question.title.zh)
    for scene in standard.scenes:
        says = " ".join(level.text.zh for level in scene.levels)
        yield scene.code, _Meaning("scene", scene.name.zh, says)
    for figure in standard.figures:
        yield figure.code, _Meaning("figure", figure.label.zh, figure.unit.zh)


def _differs(old: _Meaning, new: _Meaning) -> bool:
    return old.kind != new.kind or (old.called != new.called and old.says != new.says)
