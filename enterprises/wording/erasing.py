"""What became of asking for a firm to be erased."""

from django.utils.translation import gettext_lazy as _

ASKED = _("已申请删除，已发邮件告诉有邮箱的成员。到期前可以取消。")
AGREED = _("您已同意删除。到期前仍可以取消。")
CANCELLED = _("已取消，企业不再删除。")
CHANGED = _("情况刚刚变了，没有改动。请看现在的状态。")
