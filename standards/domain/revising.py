"""What a new revision owes to those published before it: its codes keep their meaning, and an official
standard is graded otherwise only for a reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from standards.domain.replay import Replayed
from standards.domain.standard import Standard


def graded_otherwise(old: Standard, new: Standard) -> tuple[str, ...]:
    """Return the codes of what the new revision grades otherwise, in the order of the form; `rule` for rules.

    Weights, options, constrained scenes, thresholds, and what is asked no more or for the first time.
    """
    changed = [change.code or "rule" for change in Replayed(old=old, new=new).changes]
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
