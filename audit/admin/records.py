"""The log in the admin, to be read and exported by auditors."""

from functools import cache

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth import get_user_model
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from audit.admin.lists import LongList
from audit.admin.looking import LookOnly, person_of
from audit.domain.rows import is_row_number
from audit.models import Action, Record
from audit.presenters import log_lines
from audit.services import record
from audit.wording import say

EXPORT_NAME = "shujie-audit-log.csv"


@admin.register(Record)
class RecordAdmin(LookOnly, LongList):
    """The log, newest first; found by what was done, by whom, and by day."""

    list_display = ("at", "who", "action", "kind_said", "subject_said", "detail_said", "address")
    list_filter = ("action",)
    date_hierarchy = "at"
    search_fields = ("subject", "address")  # said by `get_search_results`
    search_help_text = _("用户编号、对象编号或 IP，须完整填写")
    ordering = ("-day", "-number")
    list_per_page = 50
    change_list_template = "admin/audit/record/change_list.html"
    fields = readonly_fields = (
        "at",
        "who",
        "action",
        "kind_said",
        "subject_said",
        "detail_said",
        "address",
        "day",
        "number",
        "digest",
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Record], search_term: str
    ) -> tuple[QuerySet[Record], bool]:
        """Find the words whole, as the indexes have them: Django would make texts of all numbers first."""
        for word in search_term.split():
            exactly = Q(subject=word) | Q(address=word)
            queryset = queryset.filter(exactly | Q(by=word) if is_row_number(word) else exactly)
        return queryset, False

    @admin.display(description=_("用户"))
    def who(self, row: Record) -> str:
        """Return the key of the person: the log is read without learning names."""
        return "–" if row.by is None else f"{get_user_model()._meta.verbose_name} {row.by}"

    @admin.display(description=_("对象类型"))
    def kind_said(self, row: Record) -> str:
        """Return the kind as the admin calls it; the export keeps our word."""
        model = _models().get(row.kind)
        return str(model._meta.verbose_name) if model else row.kind

    @admin.display(description=_("对象编号"))
    def subject_said(self, row: Record) -> str:
        return say(row.subject)

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


@cache
def _models() -> dict[str, type[Model]]:
    return {str(model._meta.model_name): model for model in apps.get_models()}


@require_safe
def _send(request: HttpRequest, page: RecordAdmin) -> HttpResponseBase:
    try:
        found = page.get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters as error:
        raise BadRequest from error
    rows = found.order_by("day", "number")
    record(Action.DOWNLOADED, by=person_of(request), at=timezone.now(), kind="audit_log")
    response = StreamingHttpResponse(
        log_lines(rows.iterator(chunk_size=2000)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{EXPORT_NAME}"'
    return response
