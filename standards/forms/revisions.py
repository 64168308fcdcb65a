"""Forms about a whole revision: its own texts, and the steps of its life."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from editing.domain.texts import ADDRESS, LONGEST
from enterprises.forms.fields import OneLineField
from standards.domain.revising import names_a_document
from standards.forms.parts import PlainForm, check_code
from standards.models import Defect, Revision, Standard
from standards.selectors.revisions import list_corrections
from standards.wording.steps import CODE_OF_ANOTHER, COMPARE_FIRST, ERRATUM_WITHOUT_PLACE


def _text(label: Any, *, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class HeadForm(PlainForm):
    """What is written in a revision itself."""

    def clean_document_url(self) -> str:
        url = str(self.cleaned_data["document_url"])
        if url:
            URLValidator(schemes=[one.partition(":")[0] for one in ADDRESS])(url)
        return url


class DeriveForm(forms.Form):
    """Code and name of a local standard that begins as a copy."""

    code = OneLineField(
        label=_("代码"),
        max_length=40,
        validators=[check_code],
        help_text=_("以字母开头，只用字母、数字、_ 和 -，如 anqing-2026。保存后不能再改。"),
    )
    name_zh = OneLineField(label=_("名称"), max_length=LONGEST)
    name_en = OneLineField(
        label=_("名称（英文）"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if Standard.objects.filter(code=code).exists():
            raise ValidationError(CODE_OF_ANOTHER, params={"code": code})
        return code


class PublishForm(forms.Form):
    """What is said when a draft is published."""

    note = _text(_("修改说明"), help_text=_("改了什么，为什么改。发布后与修订一起保存，企业也能看到。"))
    erratum = _text(
        _("勘误依据"),
        rows=2,
        help_text=_("哪份文件更正了哪里：写明网址或文号，如 工信厅企业〔2024〕23号。"),
    )
    confirmed = forms.BooleanField(
        label=_("我已对照这份文件，改动与它一致"),
        error_messages={"required": COMPARE_FIRST},
    )

    def __init__(self, *args: Any, erratum_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not erratum_needed:
            del self.fields["erratum"], self.fields["confirmed"]

    def clean_erratum(self) -> str:
        source = str(self.cleaned_data["erratum"])
        if not names_a_document(source):
            raise ValidationError(ERRATUM_WITHOUT_PLACE)
        return source


class DefectForm(forms.Form):
    reason = _text(_("错误说明"), help_text=_("哪里错了，影响谁。登记后不能修改，企业也能看到。"))


class CorrectionForm(forms.Form):
    """Which later revision corrects a defective one."""

    corrected_by = forms.ModelChoiceField(
        Revision.objects.none(), label=_("更正后的修订"), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, defect: Defect, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["corrected_by"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (declared above)
        field.queryset = list_corrections(defect)
