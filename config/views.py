"""Pages without an app: health, robots, and the answer to what cannot be read."""

import logging
import sys
from collections.abc import Callable
from datetime import timedelta
from tempfile import TemporaryFile

from celery import current_app
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import server_error
from kombu.exceptions import KombuError

from config.metrics import CONTENT_TYPE, exposition
from config.outages import is_outage
from config.wording import say_outage
from jobs.selectors import operation
from jobs.services import beating

logger = logging.getLogger(__name__)

PROBE_BYTES = 2**20  # a disk with less room than this is full
RETRY_SECONDS = 20  # as the pages of filling try again by themselves

SECURITY_VALID = timedelta(days=30)
SECURITY = """Contact: {contact}
Expires: {expires}
Preferred-Languages: zh, en
Canonical: {canonical}
"""

ROBOTS = """User-agent: *
Disallow: /a/
Disallow: /accounts/
Disallow: /admin/
Disallow: /check/
Disallow: /e/
Disallow: /f/
Disallow: /g/
Disallow: /k/
Disallow: /p/
Disallow: /r/
Disallow: /s/
Disallow: /t/
"""


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether database and disk take writes, all is migrated, broker and a worker live; 503 if not."""
    database = _holds("database", _database_writes)
    states = {
        "database": database,
        # Without a database these would only wait for it once more.
        "migrations": database and _holds("migrations", _migrations_are_applied),
        "worker": database and _holds("worker", _worker_lives),
        "disk": _holds("disk", _disk_takes_files),
        "broker": _holds("broker", _broker_answers),
    }
    return JsonResponse(states, status=200 if all(states.values()) else 503)


def _holds(name: str, condition: Callable[[], bool]) -> bool:
    try:
        return condition()
    except (DatabaseError, KombuError, OSError) as error:
        logger.warning("Not ready: %s (%s)", name, error)
        return False


def _database_writes() -> bool:
    beating.beat(name=beating.PROBE, at=timezone.now())
    return True


def _disk_takes_files() -> bool:
    with TemporaryFile(dir=settings.VAR_DIR) as file:
        file.write(bytes(PROBE_BYTES))
        file.flush()
    return True


def _worker_lives() -> bool:
    return beating.is_worker_alive(at=timezone.now())


def _migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _broker_answers() -> bool:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=3)
    return True


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures to whoever has the token; without one set there is no such page."""
    expected, given = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    if not expected or not constant_time_compare(given, f"Bearer {expected}"):
        raise Http404
    return HttpResponse(exposition(operation(at=timezone.now())), content_type=CONTENT_TYPE)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep search engines to the public pages."""
    return HttpResponse(ROBOTS, content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116); where nobody is named there is no such page."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    text = SECURITY.format(
        contact=settings.SECURITY_CONTACT,
        expires=f"{timezone.now() + SECURITY_VALID:%Y-%m-%dT%H:%M:%SZ}",
        canonical=f"{settings.PUBLIC_URL}{request.path}",
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read, an unknown host included; Django's own page would be without style."""
    return render(request, "400.html", status=400)


def fault(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 where database or disk are out of reach: that passes, and is nobody's mistake."""
    if not is_outage(sys.exception()):
        return server_error(request)
    response: HttpResponse
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        response = JsonResponse({"error": say_outage()}, status=503)
    else:
        whole = "HX-Request" not in request.headers or "HX-Boosted" in request.headers
        template = "503.html" if whole else "errors/_outage.html"
        response = render(request, template, {"text": say_outage()}, status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
