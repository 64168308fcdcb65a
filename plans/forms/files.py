"""Sending files about the work: several of one kind at once."""

from django import forms
from django.utils.translation import gettext_lazy

from enterprises.forms.files import FilesForm
from plans.models import FileKind


class UploadForm(FilesForm):
    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=FileKind.choices, initial=FileKind.PROOF)
