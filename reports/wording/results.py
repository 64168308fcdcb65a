"""What is said on and of the page of a result."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

ABOUT_RADAR = _("每条轴是一个指标组，越靠外得分比例越高。数值见旁边的表。")
ABOUT_SCENES = _("每行是一个场景，填色到所达到的等级。数值见旁边的表。")
SECTOR_CHANGED = _("已改用所选细分行业的路线图。")


def proof_sentence(names: Sequence[str]) -> str:
    """Return which files prove an item; empty where there are none."""
    return gettext("佐证文件：%(names)s") % {"names": gettext("、").join(names)} if names else ""


def reworded_sentence(count: int) -> str:
    """Return how many parts are worded otherwise; what they ask is the same."""
    return ngettext("另有 %(count)s 处措辞不同。", "另有 %(count)s 处措辞不同。", count) % {"count": count}
