"""What is said around links by which colleagues without an account answer a part."""

from django.utils.translation import gettext_lazy as _

LABEL_MISSING = _("请写明交给谁，例如：财务 李会计。")
NAME_MISSING = _("请填写您的姓名。")
NOT_A_CODE = _("口令是 12 位数字，请再核对一遍。")
UNKNOWN_CODE = _("没有这个口令，或已经失效。请再核对一遍，或向发给您的人要一个新的。")
TOO_MANY_LINKS = _("未处理完的链接已有 50 个，请先撤回不用的。")
TOO_MANY_NAMES = _("已有太多人用过这个链接，请向发给您的人要一个新的。")
WITHDRAWN = _("链接已撤回，不能再打开。")
NAMES_REMOVED = _("姓名已移除，答案保留。")
WHOLE_SECTION = _("整个部分")
SHARE_TEXT = _("请您填写“%(part)s”（%(firm)s的数字化水平自评），约 %(minutes)s 分钟，不用注册：%(address)s")
SHARE_ANSWERED = _("请您核对“%(part)s”（%(firm)s的数字化水平自评），都已答过，不用注册：%(address)s")
