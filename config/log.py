"""Lines of the log: which request they belong to, as JSON in production, and what stands in none of them.

No personal data and no answers: an access line names the route, not the address that was asked for, and an
error says where it happened and of which kind it is, not its text, which often quotes what somebody sent.
structlog renders; its companion for Django is left out, for it writes whole addresses, browsers and people
into each line.
"""

import logging
import re
import secrets
import traceback
from collections.abc import Iterator
from types import TracebackType

import structlog
from structlog.contextvars import get_contextvars, merge_contextvars
from structlog.typing import EventDict, Processor

OPENS = re.compile(r"(/g/|/password/reset/key/)[^/\s]+")
REQUEST = "request"  # the key of its id in every line


def new_request_id() -> str:
    """Return a short one: people read it out to whoever helps them."""
    return secrets.token_hex(6)


def request_id() -> str:
    """Return the id of the request or of the job at work, "" outside of one."""
    return str(get_contextvars().get(REQUEST, ""))


class HideTokens(logging.Filter):
    """Takes the tokens of guests' links and of new passwords out of what is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if OPENS.search(line):
            record.msg, record.args = OPENS.sub(r"\1…", line), ()
        return True


def place_of_error(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Put kind and place of an error in the place of its text."""
    info = event.pop("exc_info", None)
    if info and info[1] is not None:
        event["error"] = [_kind(error) for error in _chain(info[1])]
        event["at"] = list(_frames(info[2]))
    return event


def without_address(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Cut off what Django and Celery write behind a colon: an address as typed, the text of an error."""
    if str(event.get("logger")).startswith(("django.request", "django.security", "celery.app.trace")):
        event["event"] = str(event["event"]).partition(": ")[0]
    return event


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _kind(error: BaseException) -> str:
    state = getattr(error, "sqlstate", None)
    return f"{type(error).__module__}.{type(error).__qualname__}{f' {state}' if state else ''}"


def _frames(trace: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(trace):
        yield f"{frame.filename}:{frame.lineno} {frame.name}"


SHARED: list[Processor] = [
    merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.ExtraAdder(allow=["route", "method", "status", "ms"]),
]
FOR_MACHINES: list[Processor] = [
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    place_of_error,
    without_address,
    structlog.processors.EventRenamer("message"),
    structlog.processors.JSONRenderer(ensure_ascii=False),
]
FOR_PEOPLE: list[Processor] = [
    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
    structlog.dev.ConsoleRenderer(
        colors=False, pad_event_to=0, exception_formatter=structlog.dev.plain_traceback
    ),
]


def line_format(*, machines: bool) -> logging.Formatter:
    """Return how lines are written: JSON, or what a person reads."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED, processors=FOR_MACHINES if machines else FOR_PEOPLE
    )
