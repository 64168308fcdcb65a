"""Adding a member and choosing a role."""

from django import forms
from django.utils.translation import gettext_lazy

from enterprises.forms.fields import IdentityField, LastingField, OneLineField
from enterprises.models import Role
from enterprises.wording.members import INVITEE_MISSING, ROLE_MISSING


class RoleForm(forms.Form):
    """The role of a member who is not the owner."""

    role = forms.ChoiceField(
        label=gettext_lazy("角色"),
        choices=[(role.value, role.label) for role in (Role.EDITOR, Role.VIEWER)],
        error_messages={"invalid_choice": ROLE_MISSING},
    )

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class InviteForm(RoleForm):
    """Who is invited by a link, and for how long it is open."""

    label = OneLineField(
        label=gettext_lazy("邀请谁"),
        help_text=gettext_lazy("只有管理员看得到，例如：设备部 周工。"),
        max_length=40,
        error_messages={"required": INVITEE_MISSING},
    )
    days = LastingField()
    field_order = ("label", "role", "days")


class InvitePersonForm(RoleForm):
    """Who is invited by e-mail address or mobile number, be there such an account or not."""

    login = IdentityField(
        label=gettext_lazy("对方的邮箱或手机号"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("login", "role")
