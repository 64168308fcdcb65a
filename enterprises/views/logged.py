"""Downloads are recorded: who took what, by the keys in its address."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from audit.models import Action
from audit.services import record, record_once
from enterprises.forms.requests import signed_in

View = Callable[..., HttpResponseBase]


def logged_download(kind: str) -> Callable[[View], View]:
    """Record that somebody signed in is sent what a view gives, once a minute; `kind`: what that is."""

    def decorate(view: View) -> View:
        @wraps(view)
        def logging(request: HttpRequest, **named: object) -> HttpResponseBase:
            response = view(request, **named)
            if request.method == "GET" and response.status_code == HTTPStatus.OK:
                record_once(
                    Action.DOWNLOADED,
                    by=signed_in(request),
                    at=timezone.now(),
                    kind=kind,
                    subject=" ".join(map(str, named.values())),
                )
            return response

        return logging

    return decorate


def record_use(request: HttpRequest, action: Action, *, kind: str, subject: object) -> None:
    """Record what somebody signed in has just done on a page."""
    record(action, by=signed_in(request), at=timezone.now(), kind=kind, subject=subject)
