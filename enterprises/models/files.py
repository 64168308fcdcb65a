"""Files of firms, which lie outside what the web server serves."""

import uuid
from collections.abc import Iterator
from functools import cache

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from enterprises.models.people import User


@cache  # one for the process: what the columns hold and what services ask is the same
def private_storage() -> Storage:
    """Return where files lie that are sent only to who may see them: outside what the web server serves."""
    return storages["private"]


def stored_names(storage: Storage, folder: str = "") -> Iterator[str]:
    """Walk through all files of a store, with their folders as rows name them."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing has been stored yet
        return
    for name in files:
        yield f"{folder}{name}"
    for name in folders:
        yield from stored_names(storage, f"{folder}{name}/")


class FirmFile(models.Model):
    """A file of a firm that lies in the private store, of whatever kind; what it is for, apps above add.

    All that a firm keeps is counted here: its room is one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("文件名"), max_length=150, blank=True)  # as the sender called it
    file = models.FileField(storage=private_storage, max_length=200, blank=True)  # blank: not made yet
    size = models.PositiveBigIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = _("企业的文件")
        verbose_name_plural = _("企业的文件")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.name or str(self.public_id)
