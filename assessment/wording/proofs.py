"""What is said of files that prove answers."""

from django.utils.translation import gettext_lazy as _

NEW_FILE = _("新文件")
ONE_REPLACES = _("代替已有的文件时，请只选一个文件。")
PROOF_ADDED = _("已添加佐证。")
PROOF_REMOVED = _("已移除。")
