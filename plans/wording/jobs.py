"""Why a job of a plan ended without a result; stored as it stands here and translated when shown."""

from django.utils.translation import gettext_noop

PACKAGE_FAILED = gettext_noop("材料包未能生成，原因已记录。请重试；如仍不成功，请联系平台运营者。")
FILE_LOST = gettext_noop("有上传的文件在存储中找不到，材料包未能生成。请联系平台运营者。")
REMINDERS_NOT_SENT = gettext_noop("有提醒邮件未能发出，稍后会自动重试。")
NO_ROOM = gettext_noop(
    "企业的文件和材料包合计已达上限，这个材料包放不下。请先删除不再需要的文件后重试，或联系平台运营者。"
)
