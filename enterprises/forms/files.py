"""Sending files: each past the virus scanner, where there is one; several of one kind at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from enterprises.domain.file_names import clean_name
from enterprises.domain.uploads import TYPES
from enterprises.services.scanning import Infected, ScannerAway, scan
from enterprises.wording.files import FILE_MISSING, FILE_NAME_TOO_LONG, INFECTED, NOT_SCANNED


class UploadField(forms.FileField):
    """A file from outside. Nothing reads or keeps it before the virus scanner, if any, has."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        try:
            scan(file)
        except Infected:
            raise ValidationError(INFECTED % {"name": clean_name(str(file.name))}) from None
        except ScannerAway:
            raise ValidationError(NOT_SCANNED % {"name": clean_name(str(file.name))}) from None
        return file


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(UploadField):
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
