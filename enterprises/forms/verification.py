"""Asking for a verification, and deciding about one."""

from django import forms
from django.utils.translation import gettext_lazy

from enterprises.forms.fields import OneLineField
from enterprises.forms.files import UploadField
from enterprises.wording.verification import LICENCE_MISSING


class LicenceForm(forms.Form):
    """A picture of the business licence."""

    licence = UploadField(
        label=gettext_lazy("营业执照照片或扫描件"),
        help_text=gettext_lazy("JPG、PNG 或 PDF，不超过 8 MB，名称和统一社会信用代码要看得清。"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        allow_empty_file=True,  # named by the service
        error_messages={"required": LICENCE_MISSING, "invalid": LICENCE_MISSING},
    )


class DomainForm(forms.Form):
    """An address at the firm's own domain, and the code that was mailed there once it was."""

    address = forms.EmailField(
        label=gettext_lazy("企业自有域名的邮箱"),
        help_text=gettext_lazy("例如 name@贵公司域名。QQ、163 等公共邮箱不行。"),
        max_length=254,
    )
    code = OneLineField(label=gettext_lazy("邮件里的核验码"), max_length=20, required=False)

    @property
    def wants_code(self) -> bool:
        return "confirm" in self.data


class ApprovalForm(forms.Form):
    """Until when name and code count as those of the licence; empty: no end."""

    valid_until = forms.DateField(
        label=gettext_lazy("核验有效至"),
        help_text=gettext_lazy("执照有营业期限的，填期限的最后一天；长期的留空。"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class RefusalForm(forms.Form):
    """Why not, for the firm to read."""

    reason = OneLineField(
        label=gettext_lazy("不通过的原因"),
        help_text=gettext_lazy("企业会看到，例如：照片看不清信用代码。"),
        max_length=300,
    )
