"""What is said to whoever has typed too much that was wrong: wait."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def say_sign_in_slowed(seconds: int) -> str:
    """Say how long somebody has to wait after many wrong passwords, and what works meanwhile."""
    return _(
        "这个账号或您的网络刚才多次输错密码，请 %(wait)s后再试。"
        "在登录过的设备或网络上随时可以登录；忘记密码时可以重置密码。"
    ) % {"wait": _wait_text(seconds)}


def say_codes_slowed(seconds: int) -> str:
    """Say how long somebody has to wait after many wrong codes."""
    return _("刚才多次填错，请 %(wait)s后再试。") % {"wait": _wait_text(seconds)}


def _wait_text(seconds: int) -> str:
    if seconds > 60:
        minutes = -(-seconds // 60)
        return ngettext("%(count)d 分钟", "%(count)d 分钟", minutes) % {"count": minutes}
    return ngettext("%(count)d 秒", "%(count)d 秒", seconds) % {"count": seconds}
