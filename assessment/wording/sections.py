"""What is said of a section that somebody fills, hands in or closes."""

from django.utils.translation import gettext_lazy as _

from assessment.domain.working import SectionStep

SECTION_CLOSED = _("这一部分已由管理员关闭，要改请先请管理员重新打开。")
REMARK_MISSING = _("退回时请写明要补什么。")
NOT_THIS_STEP = _("没有改动：这一部分刚刚有了变化，请再看一遍。")
RETURNED_TO_GUEST = _("这一部分已退回。原来的链接不能再填，请重新生成一个发给对方，打开就能看到要补什么。")
ASSIGNED = _("已保存分工。")
NOBODY = _("不指定")
STEPS = {
    SectionStep.HAND_IN: _("交回"),
    SectionStep.RETURN: _("退回"),
    SectionStep.CLOSE: _("关闭这一部分"),
    SectionStep.REOPEN: _("重新打开"),
}
TAKEN = {
    SectionStep.HAND_IN: _("这一部分已交回。"),
    SectionStep.RETURN: _("这一部分已退回。"),
    SectionStep.CLOSE: _("这一部分已关闭，答案不再改动。"),
    SectionStep.REOPEN: _("这一部分已重新打开。"),
}
