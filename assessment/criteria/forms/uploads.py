"""The form of a file from outside."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from assessment.criteria.files.preview import standard_code
from assessment.criteria.files.reading import read_file
from assessment.criteria.services import Reason, RefusedChange
from assessment.criteria.wording import refusal_text
from assessment.domain.table_rows import Row
from assessment.files.package import MOST_BYTES
from assessment.files.refusals import FileRefused


class UploadForm(forms.Form):
    """A workbook or YAML file, of the standard with this code if one is given.

    `rows` and `content` hold what was read from it.
    """

    file = forms.FileField(
        label=_("要导入的文件"),
        help_text=_("本平台导出并改过的 .xlsx 工作簿（最大 8 MiB）或 .yaml 文件（最大 1 MiB）。"),
        error_messages={"required": _("请先选择文件。"), "empty": _("文件是空的。")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.yaml,.yml"}),
    )

    rows: tuple[Row, ...]
    content: bytes

    def __init__(self, data: Any = None, files: Any = None, *, code: str = "") -> None:
        super().__init__(data, files, label_suffix="")
        self._code = code

    def clean_file(self) -> UploadedFile:
        """Read the file, or say in one sentence why it cannot be."""
        file: UploadedFile = self.cleaned_data["file"]
        self.content = file.read(MOST_BYTES + 1)
        try:
            self.rows = read_file(self.content)
        except FileRefused as error:
            raise forms.ValidationError(str(error)) from None
        found = standard_code(self.rows)
        if self._code and found != self._code:
            other = RefusedChange(Reason.OTHER_STANDARD, found=found or "?", code=self._code)
            raise forms.ValidationError(refusal_text(other))
        return file
