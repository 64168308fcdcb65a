"""What is said of an answer that is restored."""

from django.utils.translation import gettext_lazy as _

RESTORED = _("已恢复这个答案，原来的留在记录里。")
NOT_RESTORED = _("没有恢复：刚刚有人改了这一题，请看最新的答案再决定。")
