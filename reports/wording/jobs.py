"""Why a report was not made; stored as it stands here and translated when shown."""

from django.utils.translation import gettext_noop

TYPESETTING_FAILED = gettext_noop("报告排版未成功，原因已记录。请重试；如仍不成功，请联系平台运营者。")
