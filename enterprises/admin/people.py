"""People in the admin, and the regions that support readers look after."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.admin import Audited, LongList, OfferedFilters
from audit.models import Action
from audit.models.searching import HasInCode, has
from audit.services import record
from enterprises.admin.passwords import password_page
from enterprises.admin.second_factor import reset_page
from enterprises.domain import identity, powers, regions
from enterprises.domain.keys import Change
from enterprises.forms.fields import GroupsField, MobileField, OneLineField, PermissionsField
from enterprises.forms.requests import signed_in
from enterprises.models import StaffRegion, User
from enterprises.selectors.people import factors_of
from enterprises.services.recovering import has_reset_factor, hold, record_identity
from enterprises.wording.accounts import (
    CHANGES,
    NO_IDENTITY,
    NOT_SET,
    POWERS_APART,
    SET,
)
from enterprises.wording.profile import UNKNOWN_REGION

PERMISSIONS = "user_permissions"
SUPERUSERS_FIELDS = ("is_superuser", PERMISSIONS)
MARKS = ("is_staff", "is_superuser")
RECORDED = ("date_joined", "last_login", "privacy_version", "deleted_at")
OWN_POWERS = ("is_active", "is_staff", "groups")
IDENTITY = ("email", "phone")
SIGN_IN_FIELDS = frozenset({*IDENTITY, "is_active"})


class ChoosesRows:
    """Takes as groups and permissions only what can be rows; they are ticked, not moved between two lists."""

    filter_horizontal: Any = ()

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any
    ) -> Any:
        is_permissions = db_field.related_model is Permission
        kwargs["form_class"] = PermissionsField if is_permissions else GroupsField
        kwargs["widget"] = forms.CheckboxSelectMultiple()
        if db_field.name == "groups" and request and not signed_in(request).is_superuser:
            # Who makes a second account one of these needs nobody else to open whichever account.
            kwargs["queryset"] = Group.objects.exclude(name=powers.SYSTEM_ADMINISTRATOR)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Leave out the cross beside the groups: one is added on a page of its own."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if db_field.name == "groups" and field:
            field.widget.can_add_related = False
        return field


class IdentityMixin(forms.ModelForm):
    """Stores e-mail address and mobile number as sign-in looks them up."""

    def clean_email(self) -> str | None:
        return (self.cleaned_data["email"] or "").lower() or None

    def clean_phone(self) -> str | None:
        return MobileField(required=False).clean(self.cleaned_data["phone"])  # type: ignore[no-any-return]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        known = [given.get(field, getattr(self.instance, field)) for field in IDENTITY]
        if given.get("is_active", True) and not any(known):
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

    def clean_groups(self) -> Any:
        groups = self.cleaned_data["groups"]
        if not powers.are_apart([group.name for group in groups]):
            raise ValidationError(POWERS_APART)
        return groups

    class Meta:
        model = User
        fields = ("email", "phone", "name")
        field_classes = {"name": OneLineField, "phone": OneLineField}


class StaffRegionForm(forms.ModelForm):
    """A region by its code; a code that names no place today is refused."""

    class Meta:
        field_classes = {"code": OneLineField}

    def clean_code(self) -> str:
        code = identity.tidy(self.cleaned_data["code"])
        if not regions.is_place(code):
            raise ValidationError(UNKNOWN_REGION)
        return code


class StaffRegionInline(admin.TabularInline):
    """The regions whose firms a support reader may look up."""

    model = StaffRegion
    form = StaffRegionForm
    extra = 1
    fields = ("code", "place")
    readonly_fields = ("place",)

    @admin.display(description=_("地区"))
    def place(self, region: StaffRegion) -> str:
        return regions.full_name(region.code)


@admin.register(User)
class UserAdmin(Audited, ChoosesRows, LongList, DjangoUserAdmin):
    """People: found by e-mail address, mobile number or name.

    System administrators grant groups, which is logged; not to themselves, and they make no superusers nor
    others of their own group.
    """

    form = UserEditForm
    add_form = UserAddForm
    ordering = ("-date_joined", "-pk")
    list_display = ("called", "email", "phone", "number", "role", "is_active", "date_joined")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = (has("email", HasInCode), has("phone", HasInCode), has("name"))
    readonly_fields = ("password_set", "second_factor", *RECORDED)
    fieldsets = (
        (None, {"fields": ("email", "phone", "name", "password_set", "second_factor")}),
        (_("权限"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("单独授予的权限（一般用组）"), {"classes": ("collapse",), "fields": (PERMISSIONS,)}),
        (_("记录"), {"fields": RECORDED}),
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("姓名"))
    def called(self, user: User) -> str:
        return user.name or gettext("未填写")

    @admin.display(description=_("后台角色"))
    def role(self, user: User) -> str:
        """Return what somebody works in the admin as; nothing of who may not enter."""
        if not user.is_staff:
            return ""
        names = ", ".join(group.name for group in user.groups.all())
        return gettext("超级用户") if user.is_superuser else names or gettext("还没有组")

    @admin.display(description=_("编号"))
    def number(self, user: User) -> int:
        return user.pk

    @admin.display(description=_("密码"))
    def password_set(self, user: User) -> Promise:
        """Say whether there is one: not how it is kept, nor any part of that."""
        return SET if user.has_usable_password() else NOT_SET

    @admin.display(description=_("两步验证"))
    def second_factor(self, user: User) -> Promise:
        return SET if factors_of(user).exists() else NOT_SET

    def get_urls(self) -> list[URLPattern]:
        reset = self.admin_site.admin_view(self.reset_second_factor)
        own = path("<int:object_id>/second-factor/", reset, name="enterprises_user_second_factor")
        return [own, *super().get_urls()]

    def reset_second_factor(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Take away what somebody has lost: see `enterprises.admin.second_factor`."""
        user = get_object_or_404(User, pk=object_id)
        if user.pk == request.user.pk or not self.has_change_permission(request, user):
            raise PermissionDenied
        return reset_page(request, user, self.admin_site.each_context(request))

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002  # as Django calls it
        form_url: str = "",
    ) -> HttpResponse:
        """Give a new password: see `enterprises.admin.passwords`. One's own is changed by the old one."""
        user = self.get_object(request, unquote(id))
        if user is None:
            raise Http404
        if user.pk == request.user.pk:
            return redirect("account_change_password")
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        return password_page(request, user, self.admin_site.each_context(request))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        with _at_once(request):
            if object_id and request.method == "POST":
                self._held(request, object_id)
            response: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
            return response

    def _held(self, request: HttpRequest, object_id: str) -> User | None:
        """Return whom Django's page is about, which has spellings of its own for a key; to be changed by one
        request at a time."""
        user: User | None = self.get_object(request, unquote(object_id))
        if user and request.method == "POST":
            hold(user)
        return user

    def get_inlines(self, request: HttpRequest, obj: User | None) -> tuple[type[admin.TabularInline], ...]:
        return (StaffRegionInline,) if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Superusers are changed by superusers alone."""
        may: bool = super().has_change_permission(request, obj)
        return may and (request.user.is_superuser or obj is None or not obj.is_superuser)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        if request.user.is_superuser:
            return self.readonly_fields
        own: tuple[str, ...] = ()
        if obj is not None and obj.pk == request.user.pk:
            own = OWN_POWERS
        elif obj is not None and powers.SYSTEM_ADMINISTRATOR in _powers(obj):
            own = ("groups",)
        reset = obj and has_reset_factor(by=signed_in(request), user=obj, at=timezone.now())
        return (*self.readonly_fields, *SUPERUSERS_FIELDS, *own, *(IDENTITY if reset else ()))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = _powers(form.instance)
        super().save_related(request, form, formsets, change)
        self._record_powers(request, form, before)
        if change and SIGN_IN_FIELDS.intersection(form.changed_data):
            self._secure(signed_in(request), form)

    def _secure(self, by: User, form: Any) -> None:
        """End what was signed in, and tell of another address or number where the person is known to read."""
        changes = [Change(field) for field in IDENTITY if field in form.changed_data]
        ended = record_identity(user=form.instance, changes=changes, by=by, at=timezone.now())
        told_at = form.initial.get("email")
        for change in changes if told_at else ():
            context = {"change": CHANGES[change], "ended": ended}
            get_adapter().send_mail("account/email/secured", told_at, context)

    def _record_powers(self, request: HttpRequest, form: Any, before: set[str]) -> None:
        """Have it logged which groups were granted or taken away, and which marks set."""
        after, user = _powers(form.instance), form.instance
        changed = [f"+{name}" for name in sorted(after - before)]
        changed += [f"-{name}" for name in sorted(before - after)]
        changed += [f"{mark}={getattr(user, mark)}" for mark in MARKS if mark in form.changed_data]
        changed += [PERMISSIONS] if PERMISSIONS in form.changed_data else []
        if changed:
            by, detail = signed_in(request), " ".join(changed)
            record(Action.ROLE_CHANGED, by=by, at=timezone.now(), kind="user", subject=user.pk, detail=detail)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Rows stay, as submitted results refer to them; people delete their accounts themselves."""
        return False


def _at_once(request: HttpRequest) -> AbstractContextManager[Any]:
    """Have all that a request changes happen in one transaction; looking needs none."""
    return transaction.atomic() if request.method == "POST" else nullcontext()


def _powers(user: User) -> set[str]:
    """Return the names of a person's groups: the operator's words, of nobody in particular."""
    return set(user.groups.values_list("name", flat=True))


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(Audited, ChoosesRows, OfferedFilters, DjangoGroupAdmin):
    """What staff may do: one group at a time, since Django's actions fail on rows that are none."""

    actions = None
