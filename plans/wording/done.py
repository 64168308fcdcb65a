"""What became of a plan, its steps and its files."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

NO_DEMONSTRATION_HERE = _("演示数据不能载入正式环境。")
STEP_MOVED = _("第 %(number)s 步已移到“%(state)s”。")
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


def files_uploaded(count: int) -> str:
    """Return how many files were uploaded."""
    return ngettext("已上传 %(count)s 个文件。", "已上传 %(count)s 个文件。", count) % {"count": count}


def done_text(unticked: int) -> str:
    """Say that a step was called done. `unticked`: how many of its criteria nobody has ticked."""
    if not unticked:
        return gettext("已标为完成。请把佐证材料传到这一步。")
    text = ngettext(
        "已标为完成，但完成标准还有 %(count)s 条没有勾选。请逐条核对，把佐证材料传到这一步。",
        "已标为完成，但完成标准还有 %(count)s 条没有勾选。请逐条核对，把佐证材料传到这一步。",
        unticked,
    )
    return text % {"count": unticked}


def done_today_text(position: int, unticked: int) -> str:
    """Say that a step was called done on the board."""
    if not unticked:
        text = gettext("第 %(number)s 步已完成，完成日期按今天。请打开这一步，上传佐证材料。")
        return text % {"number": position}
    text = ngettext(
        "第 %(number)s 步已完成，完成日期按今天。完成标准还有 %(count)s 条没有勾选，请打开这一步逐条核对。",
        "第 %(number)s 步已完成，完成日期按今天。完成标准还有 %(count)s 条没有勾选，请打开这一步逐条核对。",
        unticked,
    )
    return text % {"number": position, "count": unticked}
