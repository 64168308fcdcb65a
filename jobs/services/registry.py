"""Handlers by name. The names are filled in `config`, so this app knows none of the apps above it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

Keep = Callable[[], None]


class JobFailed(Exception):
    """Raised by a handler: trying again would not help. The reason is a msgid for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a handler is given."""

    kind: str
    payload: dict[str, Any]
    attempt: int
    progress: Callable[[int], None]  # percent; raises when another worker has taken over


# The slow part runs outside any transaction. What it returns is called in the one that marks the job
# done, so results appear once even where two workers did the same work.
Handler = Callable[[Work], Keep]


def handler(kind: str) -> Handler:
    """Return the handler of this kind. Raises KeyError for an unknown one."""
    found: Handler = import_string(settings.JOB_HANDLERS[kind])
    return found


def name_of(kind: str) -> str:
    """Return what staff call jobs of this kind: a word of the code where none was given."""
    return str(settings.JOB_NAMES.get(kind, kind))
