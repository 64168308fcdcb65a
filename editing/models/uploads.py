"""Files that were read and wait for confirmation."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Upload(models.Model):
    """A file that was read and waits until who chose it confirms what it changes. Nobody else sees it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    subject = models.CharField(_("内容类别"), max_length=10)  # which content, by its own name
    file_name = models.CharField(_("文件名"), max_length=255)
    sha256 = models.CharField(_("文件摘要"), max_length=64)
    rows = models.TextField(_("内容"))  # canonical JSON, see editing.domain.stored_rows
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("上传人")
    )
    uploaded_at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = _("待确认的文件")
        verbose_name_plural = _("待确认的文件")

    def __str__(self) -> str:
        return self.file_name
