"""Answers that hardly go together, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from assessment.domain.contradictions import Contradiction, rules_for
from standards.domain.standard import Standard
from standards.wording.answers import label
from standards.wording.results import local


def contradiction_text(standard: Standard, found: Contradiction) -> str:
    """Return what hardly goes together; of a rule that is no more, only the items."""
    for rule in rules_for(standard.code):
        if found.code == rule.code:
            scenes = [code for code in found.items if code in standard.scene_by_code]
            return local(rule.text).replace("{scenes}", _names(standard, scenes))
    return _("以下答案不大相符：%(items)s。") % {"items": _names(standard, found.items)}


def _names(standard: Standard, codes: Iterable[str]) -> str:
    return _("、").join(label(standard, code) for code in codes)


def kept_contradiction(standard: Standard, found: Contradiction) -> str:
    """Return the same for a result that was submitted all the same."""
    return _("%(text)s提交时已提示。") % {"text": contradiction_text(standard, found)}
