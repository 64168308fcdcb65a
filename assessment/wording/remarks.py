"""What is said of remarks at items."""

from django.utils.translation import gettext_lazy as _

REMARK_EMPTY = _("请写下备注。")
TOO_MANY_REMARKS = _("这一题的备注已有 100 条，不能再添加。")
REMARK_ADDED = _("已添加备注。")
REMARK_SETTLED = _("这条备注已处理。")
