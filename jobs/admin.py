"""Jobs for the operators, and how background work stands: to look at, not to change."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.admin import LongList, LookOnly
from audit.domain.rows import is_row_number
from jobs.models import Job
from jobs.presenters import present
from jobs.selectors import operation
from jobs.services.beating import is_worker_alive
from jobs.services.life import retry
from jobs.services.registry import name_of
from jobs.tasks import wake
from jobs.wording import queued_again


class KindFilter(admin.SimpleListFilter):
    """By the kinds that there can be: those that occur are not looked for among all jobs."""

    title = _("种类")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [(kind, name_of(kind)) for kind in settings.JOB_HANDLERS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> QuerySet[Job]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Job)
class JobAdmin(LookOnly, LongList):
    list_display = ["kind_said", "state", "progress_said", "requested_at", "finished_at", "error_said"]
    list_filter = ["state", KindFilter]
    ordering = ["-requested_at", "-pk"]
    fields = readonly_fields = (
        "kind_said",
        "state",
        "progress_said",
        "attempt",
        "error_said",
        "requested_by",
        "requested_at",
        "started_at",
        "finished_at",
        "key",
    )  # the rest is for the machinery
    actions = ["retry"]

    @admin.display(description=_("种类"))
    def kind_said(self, job: Job) -> str:
        return name_of(job.kind)

    @admin.display(description=_("进度"))
    def progress_said(self, job: Job) -> str:
        return f"{job.progress}%"

    @admin.display(description=_("原因"))
    def error_said(self, job: Job) -> str:
        return job.error_text

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        named = {"name": name_of(context["original"].kind)}
        return super().render_change_form(request, context | named, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        page = path("operation/", self.admin_site.admin_view(self.operation), name="jobs_job_operation")
        return [page, *super().get_urls()]

    def operation(self, request: HttpRequest) -> HttpResponse:
        """Say in words what `/metrics` says of background work."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        now = timezone.now()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("运行情况"),
            "operation": present(operation(at=now), is_worker_alive=is_worker_alive(at=now)),
        }
        return TemplateResponse(request, "admin/jobs/job/operation.html", context)

    @admin.action(description=_("重试"), permissions=["retry"])
    def retry(self, request: HttpRequest, chosen: QuerySet[Job]) -> None:
        """Queue those anew that failed or were cancelled."""
        again = [job for job in chosen if retry(job=job, by=job.requested_by, at=timezone.now())]
        for job in again:
            wake(job.pk)
        self.message_user(request, queued_again(len(again)), messages.SUCCESS if again else messages.WARNING)

    def response_action(  # type: ignore[override]  # the stubs know the next Django's
        self, request: HttpRequest, queryset: QuerySet[Job]
    ) -> HttpResponse | None:
        """Say that nothing was found among rows that are none: Django fails on them."""
        if not all(is_row_number(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            self.message_user(request, queued_again(0), messages.WARNING)
            return None
        return super().response_action(request, queryset)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("jobs.retry_job")
