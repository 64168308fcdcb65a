"""What is said of drafts and of uploads that wait."""

from django.utils.translation import gettext_lazy as _

CHANGED_SINCE_OPENED = _("这一页打开后被改动过，您的修改还没有保存。请核对后再次保存，以您的内容为准。")
FILE_DROPPED = _("已放弃文件 %(name)s，没有写入任何内容。")
