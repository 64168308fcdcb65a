"""Why background work ended without a result; stored as it stands here and translated when shown."""

from django.utils.translation import gettext_noop

NOT_SENT = gettext_noop("有通知邮件未能发出，稍后会自动重试。")
STALE = gettext_noop("草稿在测算期间有修改，测算已停止。请重新测算。")
REPLACED = gettext_noop("这次测算已被新的测算取代。")
