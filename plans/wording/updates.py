"""What a done step offers to the draft, and what became of it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from plans.domain.updates import OfferOutcome

# Why an item is not offered.
REASONS: Mapping[OfferOutcome, Promise] = {
    OfferOutcome.THERE: _("草稿里的答案已经达到，不必更新。"),
    OfferOutcome.FIGURES: _("这一项按数字或实际成效填写，请在填报页填入新的数字。"),
    OfferOutcome.NOT_APPLICABLE: _("已填“不涉及”，保持不变。"),
    OfferOutcome.BELOW: _("草稿里的等级低于这一步的起点，请在填报页核对。"),
    OfferOutcome.ASKED_OTHERWISE: _("这份自评不问这一项，或问法已经改变。"),
}
NOTHING_CHOSEN = _("没有选择要更新的项目。")
NOT_UPDATED = _("没有更新：这份自评刚刚有了变化，请重新查看。")


def answers_updated(count: int) -> str:
    """Return how many answers were updated."""
    return ngettext("已更新 %(count)s 项答案。", "已更新 %(count)s 项答案。", count) % {"count": count}
