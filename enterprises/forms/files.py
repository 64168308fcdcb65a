"""Sending files: several of one kind at once."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from enterprises.domain.uploads import TYPES
from enterprises.wording.files import FILE_MISSING, FILE_NAME_TOO_LONG


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One file or more, as a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(one, initial) for one in given or [None]]


class FilesForm(forms.Form):
    """Files of one sending; forms above add what they are for."""

    attachments = SeveralFilesField(
        label=gettext_lazy("拍照或选择文件"),
        max_length=200,
        allow_empty_file=True,  # each empty one is named by the service
        widget=SeveralFilesInput(
            attrs={"accept": ",".join(("image/*", *(f".{ending}" for ending in TYPES)))}
        ),
        error_messages={
            "required": FILE_MISSING,
            "invalid": FILE_MISSING,
            "max_length": FILE_NAME_TOO_LONG,
        },
    )

    @property
    def chosen(self) -> list[UploadedFile]:
        """The files, once the form is valid."""
        chosen: list[UploadedFile] = self.cleaned_data["attachments"]
        return chosen

    def refuse(self, reasons: list[str]) -> None:
        """Note why some were not taken."""
        for reason in reasons:
            self.add_error("attachments", reason)
