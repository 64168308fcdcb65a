"""Sentences about followed plans that several pages share."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext

from enterprises.models import User
from enterprises.wording.numbers import number_text
from plans.domain.acceptance import ItemState
from plans.models import Step
from plans.services import Refusal

REFUSALS: Mapping[Refusal, Promise] = {
    Refusal.NOTHING_TO_DO: gettext_lazy("这个方案没有步骤，不必保存。"),
    Refusal.NOT_KEPT: gettext_lazy("这个方案已经开始执行或已经结束。"),
    Refusal.NOT_FOLLOWED: gettext_lazy("未保存：这个方案不在执行中，步骤不能再修改。"),
    Refusal.NOT_PROVEN: gettext_lazy("未保存：这个方案没有在执行，也没有完成，不能再添加或删除。"),
    Refusal.ANOTHER_FOLLOWED: gettext_lazy("一个企业同时执行一个方案。请先结束正在执行的方案。"),
    Refusal.CHANGED_MEANWHILE: gettext_lazy("未保存：这一步刚刚被别人改过，请查看后再改。"),
}
ITEM_STATES: Mapping[ItemState, Promise] = {
    ItemState.HELD: gettext_lazy("已有"),
    ItemState.PART: gettext_lazy("不齐"),
    ItemState.MISSING: gettext_lazy("缺"),
    ItemState.AUTHORITY: gettext_lazy("由主管部门进行"),
}


def refusal_text(refusal: Refusal) -> str:
    """Say why nothing was written."""
    return str(REFUSALS[refusal])


def item_state_text(state: ItemState) -> str:
    """Say how an item of an authority's list stands."""
    return str(ITEM_STATES[state])


def due_text(days_left: int) -> str:
    """Say when an open step is due, seen from today: 逾期 5 天, 今天到期, 3 天后到期."""
    if days_left < 0:
        return ngettext("逾期 %(count)s 天", "逾期 %(count)s 天", -days_left) % {"count": -days_left}
    if days_left == 0:
        return gettext("今天到期")
    return ngettext("%(count)s 天后到期", "%(count)s 天后到期", days_left) % {"count": days_left}


def amount_text(amount: Decimal) -> str:
    """Return an amount of money with its unit."""
    return gettext("%(amount)s 万元") % {"amount": number_text(amount)}


def change_text(percent: Decimal) -> str:
    """Return a change in percent with its sign: +12.5%."""
    if not percent:
        return gettext("没有变化")
    sign = "+" if percent > 0 else "−"
    return f"{sign}{number_text(abs(percent))}%"


def owner_text(step: Step, members: Collection[int]) -> str:
    """Say whose step it is; of somebody who has left the firm, that too."""
    if step.owner is None:
        return step.owner_name
    return str(step.owner) if step.owner.pk in members else former_text(step.owner)


def former_text(user: User) -> str:
    """Say who had a step and has left the firm since."""
    return gettext("%(name)s（已离开的成员）") % {"name": user}
