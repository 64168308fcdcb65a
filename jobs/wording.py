"""Why a job ended without a result, stored as it stands here and translated when shown; and times."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

INTERRUPTED = gettext_noop("处理多次中断，可能超出了时间或内存上限。请稍后重试。")
TOO_LONG = gettext_noop("处理超出了时间上限，已停止。")
TOO_LARGE = gettext_noop("处理超出了内存上限，已停止。")
CANCELLED = gettext_noop("已取消，没有生成。需要时可以重试。")
UNEXPECTED = gettext_noop("处理时出现意外错误。请稍后重试，或联系平台运营者。")


MINUTE, HOUR = 60, 3600


def queued_again(count: int) -> str:
    """Say how many jobs staff have had tried again."""
    return ngettext("%(count)d 项任务已重新排队。", "%(count)d 项任务已重新排队。", count) % {"count": count}


def say_time(seconds: float) -> str:
    """Return a time in seconds, from two minutes on in minutes, from two hours on in hours."""
    if seconds < 2 * MINUTE:
        return _("%(number)s 秒") % {"number": round(seconds)}
    if seconds < 2 * HOUR:
        return _("%(number)s 分钟") % {"number": round(seconds / MINUTE)}
    return _("%(number)s 小时") % {"number": round(seconds / HOUR)}
