"""What became of a plan, its steps and its files."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

NO_DEMONSTRATION_HERE = _("演示数据不能载入正式环境。")
STEP_MOVED = _("第 %(number)s 步已移到“%(state)s”。")
STEP_DONE_TODAY = _("第 %(number)s 步已完成，完成日期按今天。请打开这一步，对照完成标准，上传佐证材料。")
ADDED = _("已添加。")
SAVED = _("已保存。")
DELETED = _("已删除。")
FILE_DELETED = _("文件已删除。")
PLAN_KEPT = _("方案已保存。")
PLAN_BEGUN = _("已开始执行，清单按到期先后排列。")
PLAN_ENDED = _("方案已结束，记录都保留。")
PLAN_DELETED = _("方案已删除。")
QUOTE_KEPT = _("已记下企业报价，方案按它重新测算。")
FACTS_KEPT = _("已记下，支持按它重新测算。")
QUOTE_DELETED = _("已删除企业报价，方案改按参考估算。")
STEP_DONE = _("已标为完成。请对照完成标准，把佐证材料传到这一步。")


def files_uploaded(count: int) -> str:
    """Return how many files were uploaded."""
    return ngettext("已上传 %(count)s 个文件。", "已上传 %(count)s 个文件。", count) % {"count": count}
