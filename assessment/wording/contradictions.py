"""Answers that hardly go together, in words."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from assessment.domain.contradictions import Contradiction, rules_for
from assessment.domain.jumps import Change, jump_rules
from enterprises.wording.numbers import amount_text
from standards.domain.figures import kind_of
from standards.domain.standard import Standard
from standards.wording.answers import label
from standards.wording.results import local, scene_level_name


def contradiction_text(standard: Standard, found: Contradiction) -> str:
    """Return what hardly goes together; of a rule that is no more, only the items."""
    for rule in rules_for(standard.code):
        if found.code == rule.code:
            scenes = [code for code in found.items if code in standard.scene_by_code]
            return local(rule.text).replace("{scenes}", _names(standard, scenes))
    for jumped in jump_rules():
        if found.code == jumped.code:
            return local(jumped.text).replace("{items}", _names(standard, found.items))
    return _("以下答案不大相符：%(items)s。") % {"items": _names(standard, found.items)}


def change_text(standard: Standard, change: Change) -> str:
    """Return a scene's level or a figure, then and now."""
    figure = standard.figure_by_code.get(change.code)
    if figure is None:
        then, now = (scene_level_name(standard.rule, int(one)) for one in (change.before, change.now))
        name = label(standard, change.code)
    else:
        then, now = (amount_text(Decimal(one), kind_of(figure)) for one in (change.before, change.now))
        name = local(figure.label)
    return _("%(name)s：%(then)s → %(now)s") % {"name": name, "then": then, "now": now}


def _names(standard: Standard, codes: Iterable[str]) -> str:
    return _("、").join(label(standard, code) for code in codes)


def kept_contradiction(standard: Standard, found: Contradiction) -> str:
    """Return the same for a result that was submitted all the same."""
    return _("%(text)s提交时已提示。") % {"text": contradiction_text(standard, found)}
