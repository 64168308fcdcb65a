"""What a declaration or a correction lacks."""

from django.utils.translation import gettext_lazy as _

FILLER_NAME_MISSING = _("请填写填报人姓名。")
FILLER_POSITION_MISSING = _("请填写填报人职务。")
RESPONSIBLE_NAME_MISSING = _("请填写负责人姓名。")
RESPONSIBLE_POSITION_MISSING = _("请填写负责人职务。")
PLEDGE_MISSING = _("请确认承诺后再提交。")
CORRECTION_REASON_MISSING = _("请写明更正原因。")
