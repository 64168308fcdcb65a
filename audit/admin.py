"""The log in the admin, to be read and exported by auditors; and what of the admin's own work is logged."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from audit.models import Action, Record
from audit.presenters import log_lines
from audit.services import record
from audit.wording import say

EXPORT_NAME = "shujie-audit-log.csv"


class LookOnly:
    """Nobody adds, changes or deletes; the view permission is Django's."""

    opts: Any

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list under its name: there is nothing to be chosen for a change."""
        titled = {"title": capfirst(str(self.opts.verbose_name_plural)), **(extra_context or {})}
        return super().changelist_view(request, titled)  # type: ignore[misc,no-any-return]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Audited:
    """Has what is added, changed and deleted on these pages logged: the fields, not what they hold."""

    opts: Any

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, obj, "added")
        return super().log_addition(request, obj, message)  # type: ignore[misc]

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, obj, _changed_fields(message))
        return super().log_change(request, obj, message)  # type: ignore[misc]

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self._record(request, obj, "deleted")
        return super().log_deletions(request, queryset)  # type: ignore[misc]

    def _record(self, request: HttpRequest, obj: Any, detail: str) -> None:
        record(
            Action.ADMIN_CHANGED,
            by=_person(request),
            at=timezone.now(),
            kind=self.opts.model_name,
            subject=obj.pk,
            detail=detail,
        )


def _person(request: HttpRequest) -> AbstractBaseUser | None:
    return request.user if isinstance(request.user, AbstractBaseUser) else None


def _changed_fields(message: Any) -> str:
    """Return the fields that Django's own message names, without values, and the rows beside by kind."""
    if not isinstance(message, list):
        return "changed"
    parts: list[str] = []
    for part in message:
        for verb, what in part.items():
            parts += what.get("fields", []) or [f"{verb} {what.get('name', '')}".strip()]
    return ", ".join(parts)


@admin.register(Record)
class RecordAdmin(LookOnly, admin.ModelAdmin):
    """The log, newest first; found by what was done, by whom, and by day."""

    list_display = ("at", "who", "action", "kind_said", "subject", "detail_said", "address")
    list_filter = ("action",)
    date_hierarchy = "at"
    search_fields = ("=by", "=subject", "=address")
    search_help_text = _("用户编号、对象编号或 IP，须完整填写")
    ordering = ("-day", "-number")
    sortable_by = ()
    show_full_result_count = False
    list_per_page = 50
    change_list_template = "admin/audit/record/change_list.html"
    fields = readonly_fields = (
        "at",
        "who",
        "action",
        "kind_said",
        "subject",
        "detail_said",
        "address",
        "day",
        "number",
        "digest",
    )

    @admin.display(description=_("用户"))
    def who(self, row: Record) -> str:
        """Return the key of the person: the log is read without learning names."""
        return "–" if row.by is None else f"{get_user_model()._meta.verbose_name} {row.by}"

    @admin.display(description=_("对象类型"))
    def kind_said(self, row: Record) -> str:
        """Return the kind as the admin calls it; the export keeps our word."""
        called = {model._meta.model_name: str(model._meta.verbose_name) for model in apps.get_models()}
        return called.get(row.kind, row.kind)

    @admin.display(description=_("说明"))
    def detail_said(self, row: Record) -> str:
        return say(row.detail)

    def get_urls(self) -> list[URLPattern]:
        export = self.admin_site.admin_view(self.export)
        return [path("export/", export, name="audit_record_export"), *super().get_urls()]

    def export(self, request: HttpRequest) -> HttpResponseBase:
        """Send what the list shows, with all its pages, as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return _send(request, self)


@require_safe
def _send(request: HttpRequest, page: RecordAdmin) -> HttpResponseBase:
    rows = page.get_changelist_instance(request).get_queryset(request).order_by("day", "number")
    record(Action.DOWNLOADED, by=_person(request), at=timezone.now(), kind="audit_log")
    response = StreamingHttpResponse(
        log_lines(rows.iterator(chunk_size=2000)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{EXPORT_NAME}"'
    response["Cache-Control"] = "private, no-store"
    return response
