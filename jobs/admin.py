"""Jobs for the operators: to look at, not to change."""

from datetime import datetime

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from jobs.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):
    list_display = ["kind", "state", "attempt", "progress", "requested_at", "ended_at", "error"]
    list_filter = ["state", "kind"]
    ordering = ["-requested_at", "-pk"]
    exclude = ["payload"]

    @admin.display(description=_("结束时间"), ordering="finished_at")
    def ended_at(self, job: Job) -> datetime | None:
        return job.finished_at

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        return False
