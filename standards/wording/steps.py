"""What became of a revision, and what its forms and its file lack."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

CODE_OF_ANOTHER = _("代码 %(code)s 已被另一套评测指标使用，请换一个。")
VERIFICATION_PARTLY = _("核对日期、核对人和核对依据请一并填写。")
NOT_A_STANDARD = _("文件不是评测指标：请上传从这里导出的 .xlsx 或 .yaml 文件。")
FILE_OF_ANOTHER = _("文件是 %(found)s 的，不是 %(code)s 的。")
IMPORTED = _("已导入到草稿 %(revision)s。")
DRAFT_DELETED = _("草稿 %(revision)s 已删除。")
DEFECT_NOTED = _("已登记 %(revision)s 的错误。")
CORRECTION_NOTED = _("已登记 %(revision)s 的更正。")
PUBLISHED = _("%(revision)s 已发布。")
RETIRED = _("%(revision)s 已停用。")
DRAFT_MADE = _("草稿 %(revision)s 已建立。")
PAGE_INCOMPLETE = _("页面不完整，没有保存。请重新打开后再试。")
VERIFICATION_SAVED = _("核对已保存。")
COMPARE_FIRST = _("请先对照文件，确认后再勾选。")
ERRATUM_WITHOUT_PLACE = _("请写明文件的网址或文号；没有更正文件的，请另存为本地评测指标。")


def weights_saved(count: int) -> str:
    """Return how many weights were saved."""
    return ngettext("已保存 %(count)s 个权重。", "已保存 %(count)s 个权重。", count) % {"count": count}
