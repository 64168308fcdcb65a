"""What is said on and of the page of a result."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

ABOUT_RADAR = _("每条轴是一个指标组，越靠外得分比例越高。数值见旁边的表。")
ABOUT_SCENES = _("每行是一个场景，填色到所达到的等级。数值见旁边的表。")
SECTOR_CHANGED = _("已改用所选细分行业的路线图。")


def reworded_sentence(count: int) -> str:
    """Return how many parts are worded otherwise; what they ask is the same."""
    return ngettext("另有 %(count)s 处措辞不同。", "另有 %(count)s 处措辞不同。", count) % {"count": count}
