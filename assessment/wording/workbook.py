"""The questionnaire as a workbook, in words."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

SHEET = _("自评")
HOW_TO = _("在“答案”列填写：选项写字母，多选用顿号隔开，空着的不改动。填好后在任务清单上传，确认前不会写入。")
HEADINGS = (_("编号"), _("部分"), _("题目"), _("可以填什么"), _("答案"), _("不涉及的原因"), _("版本"))
NOT_OURS = _("这不是从任务清单下载的工作簿，请下载后填写再上传。")
OF_ANOTHER = _("这份工作簿属于另一份自评，请下载这一份的工作簿后再填。")
OF_ANOTHER_REVISION = _("下载以后，这份自评改用了新的修订。请重新下载工作簿，把答案填进去再上传。")
NO_SUCH_LINE = _("没有编号为“%(name)s”的题目。")
LINE_TWICE = _("编号“%(name)s”出现了两次，请只留一行。")
NO_SUCH_ANSWER = _("“%(text)s”不是这一题可以填的。可以填：%(choices)s。")
NO_SUCH_REASON = _("“%(text)s”不是可以选的原因。可以填：%(choices)s。")
REASON_ALONE = _("写了不涉及的原因，“答案”列还空着。请在那里写“不涉及”，或者删去原因。")
ONLY_ONE = _("这一题只能选一项。")
BAD_VERSION = _("“版本”列被改动了，请重新下载工作簿。")
SAVED = _("已从工作簿保存 %(count)s 项。")
NOTHING_NEW = _("工作簿里的答案与现在的相同，没有要保存的。")


def book_name(firm: str, on: date) -> str:
    """Return the name under which a workbook is downloaded."""
    return gettext("%(firm)s_自评填报表_%(day)s.xlsx") % {"firm": firm, "day": f"{on:%Y%m%d}"}
