"""Looking people and firms up. Firms are trade secrets: superusers read them, each look is logged."""

import logging
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from enterprises.forms.fields import MobileField
from enterprises.models import Enterprise, Membership, User

log = logging.getLogger(__name__)


class IdentityMixin(forms.ModelForm):
    """Stores e-mail address and mobile number as sign-in looks them up."""

    def clean_email(self) -> str | None:
        return (self.cleaned_data["email"] or "").lower() or None

    def clean_phone(self) -> str | None:
        return MobileField(required=False).clean(self.cleaned_data["phone"])  # type: ignore[no-any-return]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("is_active", True) and not (given.get("email") or given.get("phone")):
            raise ValidationError(_("邮箱和手机号至少填写一个。"))
        return given


class UserAddForm(IdentityMixin, AdminUserCreationForm):
    """A new account, known by e-mail address, mobile number or both."""

    class Meta:
        model = User
        fields = ("email", "phone", "name")


class UserEditForm(IdentityMixin, UserChangeForm):
    """An account as staff change it."""


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """People: found by e-mail address, mobile number or name."""

    form = UserEditForm
    add_form = UserAddForm
    ordering = ("-date_joined", "-pk")
    list_display = ("pk", "email", "phone", "name", "is_active", "is_staff", "date_joined")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("email", "phone", "name")
    readonly_fields = ("date_joined", "last_login", "privacy_version", "deleted_at")
    fieldsets = (
        (None, {"fields": ("email", "phone", "name", "password")}),
        (_("权限"), {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        (_("记录"), {"fields": readonly_fields}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": ("email", "phone", "name", "usable_password", "password1", "password2"),
            },
        ),
    )

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Rows stay, as submitted results refer to them; people delete their accounts themselves."""
        return False


class ReadOnlyForSuperusers(admin.ModelAdmin):
    """Nothing can be changed here, and only superusers look."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class MembershipInline(admin.TabularInline):
    """The members of a firm."""

    model = Membership
    fk_name = "enterprise"
    extra = 0
    fields = ("user", "role", "added_at")

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return bool(request.user.is_superuser)

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Enterprise)
class EnterpriseAdmin(ReadOnlyForSuperusers):
    """Firms, to be read."""

    list_display = ("name", "uscc", "division", "region", "created_at", "verified_at")
    search_fields = ("name", "uscc")
    ordering = ("-created_at", "-pk")
    inlines = (MembershipInline,)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        log.info("user %s looks at enterprise %s in the admin", request.user.pk, object_id)
        return super().change_view(request, object_id, form_url, extra_context)
