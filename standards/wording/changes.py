"""What a revision changes, in words: parts by their names, changes and misfits as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.domain import carrying
from standards.domain.carrying import Misfit
from standards.domain.grading_changes import Aspect, GradingChange
from standards.domain.standard import Outline, RuleKind, problems
from standards.domain.standard.problems import DIMENSIONS, RULE, SCENES, WHOLE
from standards.models import RULE_KINDS
from standards.wording import refusals
from standards.wording.answers import label
from standards.wording.problems import COLUMNS, problem_text
from standards.wording.results import local, points_text

PLACES: Mapping[str, Promise] = {
    WHOLE: gettext_lazy("评测指标"),
    DIMENSIONS: gettext_lazy("维度"),
    SCENES: gettext_lazy("场景"),
    RULE: gettext_lazy("定级规则"),
}
CHANGES: Mapping[tuple[Aspect, str], Promise] = {
    (Aspect.WEIGHT, "changed"): gettext_lazy("“%(part)s”的权重由 %(before)s%% 改为 %(after)s%%"),
    (Aspect.WEIGHT, "new"): gettext_lazy("“%(part)s”新设权重 %(after)s%%"),
    (Aspect.WEIGHT, "gone"): gettext_lazy("“%(part)s”不再有权重（原为 %(before)s%%）"),
    (Aspect.OPTION, "changed"): gettext_lazy("“%(part)s”选项 %(key)s 的分值由 %(before)s%% 改为 %(after)s%%"),
    (Aspect.OPTION, "new"): gettext_lazy("“%(part)s”新增选项 %(key)s（分值 %(after)s%%）"),
    (Aspect.OPTION, "gone"): gettext_lazy("“%(part)s”删去选项 %(key)s（分值 %(before)s%%）"),
    (Aspect.CONSTRAINED, "yes"): gettext_lazy("“%(part)s”改为约束性场景"),
    (Aspect.CONSTRAINED, "no"): gettext_lazy("“%(part)s”不再是约束性场景"),
    (Aspect.REMOVED, ""): gettext_lazy("删去“%(part)s”"),
    (Aspect.DECIDED, ""): gettext_lazy("“%(part)s”由数字判定选项的办法有变"),
}
MISFITS: Mapping[str, Promise] = {
    carrying.NOT_ASKED: gettext_lazy("新增的内容，原来没有问"),
    carrying.ASKED_OTHERWISE: gettext_lazy("单选与多选互换，原答案不能对应"),
    carrying.OPTION_MOVED: gettext_lazy("所选选项的范围或方向变了，又没有填数字"),
    carrying.FIGURES_MISSING: gettext_lazy("要用的数字原来没有问"),
    carrying.HIGHER_LEVEL_NOT_ASKED: gettext_lazy("原来已是最高一级，现在上面还有等级"),
}


@dataclass(frozen=True, kw_only=True)
class Names:
    """What parts and levels are called, in the first of these standards that has them."""

    standards: tuple[Outline, ...]

    @cached_property
    def _parts(self) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for standard in reversed(self.standards):
            names |= {part.code: local(part.name) for part in standard.dimensions}
            names |= {section.code: local(section.title) for section in standard.sections}
            names |= {code: label(standard, code) for code in standard.item_codes}
        return names

    def part(self, code: str) -> str:
        """Return the name of a dimension, group, question or scene; the code where none has it."""
        return self._parts.get(code, code)

    def place(self, code: str) -> str:
        """Return the name of any place in a standard: `F01.B` is an option, `S01.2` and `rule.2` a level."""
        head, _dot, inner = code.partition(".")
        if head in PLACES:
            return self.level(int(inner)) if inner else str(PLACES[head])
        if not inner:
            return self.part(head)
        if any(head in standard.scene_by_code for standard in self.standards):
            return _("%(part)s · %(level)s") % {"part": self.part(head), "level": self.level(int(inner))}
        return _("%(part)s · 选项 %(key)s") % {"part": self.part(head), "key": inner}

    def level(self, level: int) -> str:
        """Return the name of a level; its number where none has it."""
        rule = next((s.rule for s in self.standards if level <= s.rule.top), None)
        return local(rule.name(level)) if rule else str(level)


def change_sentence(names: Names, change: GradingChange) -> str:
    """Return one change of a draft as a sentence."""
    values = {
        "part": names.part(change.code),
        "key": change.detail,
        "before": change.before,
        "after": change.after,
    }
    match change.aspect:
        case Aspect.PARENT:
            places = {"before": names.part(change.before), "after": names.part(change.after)}
            return _("“%(part)s”由“%(before)s”移到“%(after)s”") % {**values, **places}
        case Aspect.THRESHOLD:
            return _threshold(names, change)
        case Aspect.RULE:
            kinds = {
                "before": RULE_KINDS[RuleKind(change.before)],
                "after": RULE_KINDS[RuleKind(change.after)],
            }
            return _("定级方法由“%(before)s”改为“%(after)s”") % kinds
        case _:
            return str(CHANGES[change.aspect, _shape(change)]) % values


def _shape(change: GradingChange) -> str:
    """Return which sentence of its aspect a change takes."""
    if change.aspect is Aspect.CONSTRAINED:
        return change.after
    if change.before and change.after:
        return "changed"
    return "new" if change.after else "gone" if change.before else ""


def _threshold(names: Names, change: GradingChange) -> str:
    values = {
        "level": names.level(int(change.code)),
        "what": str(COLUMNS[change.detail]),
        "before": change.before or _("无"),
        "after": change.after or _("无"),
    }
    return _("%(level)s的“%(what)s”由 %(before)s 改为 %(after)s") % values


def with_points(sentence: str, points: Decimal) -> str:
    """Return a change with the points that it adds to a result, if it adds any."""
    if not points:
        return sentence
    text = f"{'+' if points > 0 else '−'}{points_text(abs(points))}"
    return _("%(change)s（%(points)s 分）") % {"change": sentence, "points": text}


def misfit_sentence(names: Names, misfit: Misfit) -> str:
    """Return why an answer cannot be read under the draft."""
    values = {"part": names.part(misfit.code), "reason": misfit_reason(misfit.reason)}
    return _("“%(part)s”：%(reason)s") % values


def misfit_reason(reason: str) -> str:
    """Return a reason of `carrying` or `answers` in words, without saying which item it is about."""
    known = MISFITS.get(reason)
    return str(known) if known else refusals.sentence(reason)


def problem_sentences(outline: Outline) -> tuple[str, ...]:
    """Return all that is wrong with a draft, and where."""
    names = Names(standards=(outline,))
    return tuple(
        _("%(place)s：%(problem)s") % {"place": names.place(found.where), "problem": problem_text(found)}
        for found in problems(outline)
    )


def listed(sentences: Iterable[str]) -> str:
    """Return sentences in one line."""
    return _("；").join(sentences)
