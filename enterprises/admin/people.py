"""People in the admin, and the regions that support readers look after."""

from typing import Any

from allauth.mfa.base.internal.flows import delete_dangling_recovery_codes
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.admin import Audited
from enterprises.domain import identity, regions
from enterprises.forms.fields import MobileField, OneLineField
from enterprises.models import StaffRegion, User
from enterprises.services.sessions import end_access
from enterprises.wording.accounts import NO_IDENTITY
from enterprises.wording.profile import UNKNOWN_REGION

SIGN_IN_FIELDS = frozenset({"email", "phone", "is_active"})


class IdentityMixin(forms.ModelForm):
    """Stores e-mail address and mobile number as sign-in looks them up."""

    def clean_email(self) -> str | None:
        return (self.cleaned_data["email"] or "").lower() or None

    def clean_phone(self) -> str | None:
        return MobileField(required=False).clean(self.cleaned_data["phone"])  # type: ignore[no-any-return]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("is_active", True) and not (given.get("email") or given.get("phone")):
            raise ValidationError(NO_IDENTITY)
        return given


class UserAddForm(IdentityMixin, AdminUserCreationForm):
    """A new account, known by e-mail address, mobile number or both."""

    class Meta:
        model = User
        fields = ("email", "phone", "name")
        field_classes = {"name": OneLineField, "phone": OneLineField}


class UserEditForm(IdentityMixin, UserChangeForm):
    """An account as staff change it."""

    class Meta:
        model = User
        fields = ("email", "phone", "name")
        field_classes = {"name": OneLineField, "phone": OneLineField}


class NewPasswordForm(AdminPasswordChangeForm):
    """A password that staff set: whoever was signed in with the old one no longer is."""

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit)
        end_access(user=user, at=timezone.now())
        return user


class StaffRegionForm(forms.ModelForm):
    """A region by its code; a code that names no place today is refused."""

    class Meta:
        field_classes = {"code": OneLineField}

    def clean_code(self) -> str:
        code = identity.tidy(self.cleaned_data["code"])
        if not regions.is_place(code):
            raise ValidationError(UNKNOWN_REGION)
        return code


class SuperusersInline(admin.TabularInline):
    """Rows on the page of a person that superusers alone see and change."""

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return bool(request.user.is_superuser)

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return bool(request.user.is_superuser)


class StaffRegionInline(SuperusersInline):
    """The regions whose firms a support reader may look up; superusers decide."""

    model = StaffRegion
    form = StaffRegionForm
    extra = 1
    fields = ("code", "place")
    readonly_fields = ("place",)

    @admin.display(description=_("地区"))
    def place(self, region: StaffRegion) -> str:
        return regions.full_name(region.code)


class SecondFactorInline(SuperusersInline):
    """Second factors: superusers take away what somebody has lost, who then sets up another one."""

    model = Authenticator
    extra = 0
    fields = readonly_fields = ("type", "created_at", "last_used_at")

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(Audited, DjangoUserAdmin):
    """People: found by e-mail address, mobile number or name."""

    form = UserEditForm
    add_form = UserAddForm
    change_password_form = NewPasswordForm
    ordering = ("-date_joined", "-pk")
    list_display = ("number", "email", "phone", "name", "is_active", "is_staff", "date_joined")
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

    @admin.display(description=_("编号"), ordering="pk")
    def number(self, user: User) -> int:
        return user.pk

    def get_inlines(self, request: HttpRequest, obj: User | None) -> tuple[type[SuperusersInline], ...]:
        return (StaffRegionInline, SecondFactorInline) if obj else ()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        delete_dangling_recovery_codes(form.instance)  # else they would count with the next factor
        factor_gone = any(formset.model is Authenticator and formset.deleted_objects for formset in formsets)
        if change and (factor_gone or SIGN_IN_FIELDS.intersection(form.changed_data)):
            end_access(user=form.instance, at=timezone.now())

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Rows stay, as submitted results refer to them; people delete their accounts themselves."""
        return False


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(Audited, DjangoGroupAdmin):
    """What staff may do: one group at a time, since Django's actions fail on rows that are none."""

    actions = None
