"""The quick check in words."""

from django.utils.translation import gettext as _

from assessment.domain.quick import Lever, QuickResult
from standards.domain.answers import Undecided
from standards.domain.standard import Standard
from standards.wording.answers import item_name
from standards.wording.results import local, points_text


def range_sentence(standard: Standard, result: QuickResult) -> str:
    """Return what can still come out once the open items are answered."""
    rule = standard.rule
    open_items = len(standard.item_codes) - result.answered
    if result.low == result.high:
        return _("其余 %(open)s 项不论怎么答，都是%(level)s。") % {
            "open": open_items,
            "level": local(rule.name(result.low)),
        }
    return _("其余 %(open)s 项还没有回答：最低%(low)s，最高%(high)s，都有可能。") % {
        "open": open_items,
        "low": local(rule.name(result.low)),
        "high": local(rule.name(result.high)),
    }


def half_answered(standard: Standard, value: Undecided) -> str:
    """Return what is missing of a scene that is answered only up to a level."""
    level = local(standard.rule.name(value.met + 1))
    return _("还没有答完：请接着回答%(level)s，说不准就选“不确定”。") % {"level": level}


def lever_sentence(standard: Standard, lever: Lever) -> str:
    """Return what lifting one item would bring."""
    name = item_name(standard, lever.code)
    if lever.points is not None:
        return _("%(item)s：最多还能得 %(points)s 分") % {"item": name, "points": points_text(lever.points)}
    level = local(standard.rule.name(lever.to_level or 0))
    return _("%(item)s：做到%(level)s") % {"item": name, "level": level}
