"""What pictures are to somebody who does not see them."""

from django.utils.translation import gettext_lazy as _

ABOUT_MONTHS = _("每行是一步，从第几个月到第几个月；上方是预计等级。数值见旁边的表。")
