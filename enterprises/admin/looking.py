"""Rows of firms that the admin shows and nobody changes there."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from audit.admin import LongList, LookOnly
from audit.models import Action
from audit.services import record_once
from enterprises.forms.requests import signed_in


class LoggedLooks(LookOnly, LongList):
    """Rows of firms: they are trade secrets, so each look at one is logged."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        response: HttpResponse = super().changelist_view(request, extra_context)
        if response.status_code == HTTPStatus.OK:
            log_look(request, kind=str(self.opts.model_name), subject="list")
        return response

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        response = super().change_view(request, object_id, form_url, extra_context)
        if response.status_code == HTTPStatus.OK:
            log_look(request, kind=str(self.opts.model_name), subject=object_id)
        return response


def log_look(request: HttpRequest, *, kind: str, subject: object) -> None:
    """Record that somebody of the staff looks at what a firm has told."""
    record_once(Action.LOOKED_AT, by=signed_in(request), at=timezone.now(), kind=kind, subject=subject)
