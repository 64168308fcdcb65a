"""What became of a membership, and what keeps it as it is."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

ROLE_MISSING = _("请选择填报员或查看者。")
ADDED = _("已添加。")
INVITED = _("邀请链接已生成，请发给对方。")
INVITATION = _("请加入%(firm)s的数字化水平自评：%(address)s")
INVITATION_WITHDRAWN = _("邀请已撤回，不能再打开。")
INVITED_PERSON = _("邀请已生成。有账号的，登录后在“我的企业”里接受；没有的，请把下面的链接发给对方。")
INVITED_BY_MAIL = _("邀请已发到对方邮箱。有账号的，登录后在“我的企业”里也能接受；没有的，按信里的链接注册。")
TOO_MANY_MAILS = _("今天已给这个邮箱发过 3 次邀请。请用链接邀请，自己发给对方。")
NOT_JOINED = _("这份邀请不再显示。")
TOO_MANY_INVITATIONS = _("未用的邀请已有 50 个，请先撤回不用的。")
INVITEE_MISSING = _("请写明邀请谁，例如：设备部 周工。")
JOINED = _("您已加入%(firm)s。")
ASKED_TO_JOIN = _("申请已发给管理员，同意后这里会出现这家企业。")
NOT_TAKEN = _("已拒绝这次申请。")
ROLE_CHANGED = _("已修改角色。")
LEFT = _("您已退出该企业。")
REMOVED = _("已移除。")
HANDED_OVER = _("已移交。您现在是填报员。")
ALREADY_A_MEMBER = _("对方已经是成员。")
OWNER_STAYS = _("管理员的角色不能直接修改，请移交管理员。")
OWNER_CANNOT_LEAVE = _("管理员不能直接退出，请先把管理员移交给其他成员。")
ALREADY_MEMBER = _("您已经是成员。")
ALREADY_OWNER = _("您已经是管理员。")


def days_text(days: int) -> str:
    """Return for how long a link is open."""
    return ngettext("%(days)s 天", "%(days)s 天", days) % {"days": days}
