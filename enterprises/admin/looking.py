"""Rows that the admin shows and nobody changes there."""

import logging
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)


class LookOnly:
    """Nobody adds, changes or deletes; the view permission is Django's."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LoggedLooks(LookOnly, admin.ModelAdmin):
    """Rows of firms: they are trade secrets, so each look at one is logged."""

    show_full_result_count = False  # beside a search it would count all firms again

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        log.info("user %s looks at %s %s in the admin", request.user.pk, self.opts.model_name, object_id)
        return super().change_view(request, object_id, form_url, extra_context)
