"""What the pictures of plans are to somebody who does not see them."""

from django.utils.translation import gettext_lazy as _

ABOUT_CALENDAR = _("每行是一步，从开始到截止；上方是按期完成时的预计等级。数值见旁边的表。")
