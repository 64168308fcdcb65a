"""The form of a file from outside."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from editing.domain.table_rows import Row
from editing.files.package import MOST_BYTES
from editing.files.refusals import FileRefused
from editing.wording.files import CHOOSE_FILE, FILE_EMPTY, NO_SHEETS
from enterprises.forms.files import UploadField


class FileForm(forms.Form):
    """A workbook or YAML file, read by `read`. `rows` and `content` hold what it gave."""

    file = UploadField(
        label=_("要导入的文件"),
        help_text=_("从这里导出并改过的 .xlsx 工作簿（最大 8 MiB）或 .yaml 文件（最大 1 MiB）。"),
        error_messages={"required": CHOOSE_FILE, "empty": FILE_EMPTY},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.yaml,.yml"}),
    )

    rows: tuple[Row, ...]
    content: bytes

    def __init__(
        self, data: Any = None, files: Any = None, *, read: Callable[[bytes], tuple[Row, ...]]
    ) -> None:
        super().__init__(data, files, label_suffix="")
        self._read = read

    def clean_file(self) -> UploadedFile:
        """Read the file, or say in one sentence why it cannot be."""
        file: UploadedFile = self.cleaned_data["file"]
        if str(file.name).lower().endswith((".csv", ".txt")):
            raise forms.ValidationError(NO_SHEETS)
        self.content = file.read(MOST_BYTES + 1)
        try:
            self.rows = self._read(self.content)
        except FileRefused as error:
            raise forms.ValidationError(error.sentences) from None
        return file
