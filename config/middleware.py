"""What is refused before a view sees it."""

import codecs
import logging
from collections.abc import Callable
from http import HTTPStatus
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from structlog.contextvars import bound_contextvars

from config.application_name import named_connection
from config.log import REQUEST, new_request_id
from config.metrics import count_request

access = logging.getLogger("shujie.access")

GetResponse = Callable[[HttpRequest], HttpResponse]

PROBES = ("/healthz", "/readyz", "/metrics")


FEATURES_OFF = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def switch_features_off(get_response: GetResponse) -> GetResponse:
    """Tell browsers what no page of ours asks for, so that nothing that got into one can."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", FEATURES_OFF)
        return response

    return middleware


def number_requests(get_response: GetResponse) -> GetResponse:
    """Give each request an id: for its lines in the log, the database, its jobs, and whoever asks."""

    def middleware(request: HttpRequest) -> HttpResponse:
        number, began = new_request_id(), perf_counter()
        with bound_contextvars(**{REQUEST: number}), named_connection(f"shujie {number}"):
            response = get_response(request)
            response.headers["X-Request-ID"] = number
            if not request.path_info.startswith((settings.STATIC_URL, *PROBES)):
                _note(request, response, perf_counter() - began)
        return response

    return middleware


def _note(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    """Log and count an answer by its route, never by the address or who asks."""
    match = request.resolver_match
    route = match.route if match else ""
    seen = {"method": request.method, "route": route, "status": response.status_code}
    access.info("%s", response.status_code, extra={**seen, "ms": round(1000 * seconds)})
    count_request(method=request.method or "", route=route, status=response.status_code, seconds=seconds)


def plain_host(get_response: GetResponse) -> GetResponse:
    """In production, take port and closing dot off the host that a browser names: mails are made with it.

    They pass ALLOWED_HOSTS, and a link with another port would carry a reset token to whoever listens there.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.PRODUCTION and (host := split_domain_port(request.META.get("HTTP_HOST", ""))[0]):
            request.META["HTTP_HOST"] = host
        return get_response(request)

    return middleware


def keep_private(get_response: GetResponse) -> GetResponse:
    """Have no browser and no proxy keep a copy of what somebody signed in was shown."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.has_header("Cache-Control") or not request.session.accessed:
            return response  # the latter: nobody asked who it is for, and nobody needs to now
        if hasattr(request, "user") and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


def answer_probes(get_response: GetResponse) -> GetResponse:
    """Answer a probe before anything asks for its host: it comes by an address that is no host of ours."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info not in PROBES:
            return get_response(request)
        answer: HttpResponse = resolve(request.path_info).func(request)
        return answer

    return middleware


def limit_body(get_response: GetResponse) -> GetResponse:
    """Answer 413 to a request that announces more than the page it goes to ever sends."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = announced_length(request)
        if length > settings.BODY_MAX_BYTES and length > _most_bytes(request.path_info):
            return render(request, "413.html", status=413)
        return get_response(request)

    return middleware


def _most_bytes(path: str) -> int:
    """Return what the page at this path takes: files go to a few only."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return 0
    return int(settings.UPLOAD_MAX_BYTES.get(name, 0))


def limit_query(get_response: GetResponse) -> GetResponse:
    """Answer 400 to an address longer than any page makes: SQLite refuses to search for so much."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if len(request.META.get("QUERY_STRING", "")) > settings.QUERY_MAX_BYTES:
            return render(request, "400.html", status=400)
        return get_response(request)

    return middleware


def only_utf8(get_response: GetResponse) -> GetResponse:
    """Answer 400 to a request in another encoding.

    Python knows some that are none of text, and some that yield halves of characters; no database takes them.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            return render(request, "400.html", status=400)
        return get_response(request)

    return middleware


def explain_method(get_response: GetResponse) -> GetResponse:
    """Show a page where a browser opens an address that only takes what a form sends.

    One gets there by loading anew, or in another language, a page that showed what was wrong with a form.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        page = render(request, "405.html", status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    return middleware


def announced_length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0


class SayWhere:
    """Tell a script where a saved form leads: 204 with `X-Where` in place of the redirect of a view.

    A redirect of a middleware, to sign in for example, saves nothing and stays as it is.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_saved = getattr(request, "reached_view", False) and isinstance(response, HttpResponseRedirectBase)
        if is_saved and "X-Say-Where" in request.headers:
            response.status_code = HTTPStatus.NO_CONTENT
            response["X-Where"] = response["Location"]
            del response["Location"]
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Note that no middleware before answered in place of the view."""
        request.reached_view = True  # type: ignore[attr-defined]
