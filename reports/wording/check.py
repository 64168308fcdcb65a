"""What is said of a number that is asked for, and to the owner who decides what it tells."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.domain.number import DRAWN, InvalidNumber, Slip

UNKNOWN = gettext_lazy("没有这个编号的报告。请对照报告首页，再核对一遍编号。")
TOO_MANY = gettext_lazy("查询过于频繁，请稍后再试。")
CHECK_PAGE_OPENED = gettext_lazy("核验页已打开。")
CHECK_PAGE_CLOSED = gettext_lazy("核验页已关闭。")
CHECK_PAGE_IS_FINAL = gettext_lazy("报告已撤回，核验页不能再更改。")
STATEMENT_NOT_SIGNED = gettext_lazy(
    "声明没有签署成功，尚未给出。请稍后再试；如果仍然出现，请联系平台运营者。"
)
STATEMENT_MADE = gettext_lazy("声明已生成，请把二维码或地址交给对方。")
STATEMENT_WITHDRAWN = gettext_lazy("声明已撤回，扫码核验时会如实显示。")
WITHDRAWN = gettext_lazy("报告已撤回，凭编号核验时会如实显示。需要时可以重新生成一份。")


def slip_text(invalid: InvalidNumber) -> str:
    """Say what is wrong with a number as it was typed."""
    match invalid.slip:
        case Slip.LENGTH:
            values = {"length": DRAWN + 1, "found": invalid.detail}
            return _("编号应为 %(length)s 位字母和数字，您输入了 %(found)s 位。") % values
        case Slip.CHARACTER:
            return _("编号中没有“%(sign)s”。编号只用数字 2 至 9 和除 I、L、O 以外的字母。") % {
                "sign": invalid.detail
            }
        case Slip.CHECK:
            return _("编号有误：最后一位与前面的不符，可能有一位输错或前后颠倒。请对照报告首页再核对。")
