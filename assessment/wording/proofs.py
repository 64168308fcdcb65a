"""What is said of files that prove answers."""

from django.utils.translation import gettext_lazy as _

PROOF_ADDED = _("已添加佐证。")
PROOF_REMOVED = _("已移除。")
