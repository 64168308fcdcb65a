"""Writes of the log. Services record what they change, views what is looked at or downloaded.

Call `record` last: from then on until the end of the transaction everybody else's record waits.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from audit.domain.chain import digest_of
from audit.models import Action, LogState, Record
from audit.selectors import recorded

AGAIN = timedelta(minutes=1)
ONLY = 1  # the key of the one row of `LogState`
_address: ContextVar[str] = ContextVar("audit_address", default="")


@contextmanager
def coming_from(address: str | None) -> Iterator[None]:
    """Note where what is recorded meanwhile comes from; services need not be told."""
    token = _address.set(address or "")
    try:
        yield
    finally:
        _address.reset(token)


@transaction.atomic
def record(  # who, what, on what, when
    action: Action,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    kind: str = "",
    subject: object = "",
    detail: str = "",
) -> Record:
    """Add a record. `by`: None for nobody known, or a command.

    `kind` and `detail` are words of ours, never what somebody typed.
    """
    state = _locked()
    day = at.astimezone(UTC).date()
    if state.last_day is not None:
        day = max(day, state.last_day)  # a clock that was set back starts no day again
    row = Record(
        day=day,
        number=state.last_number + 1 if state.last_day == day else 1,
        at=at,
        by=by.pk if by else None,
        action=action,
        kind=kind,
        subject=str(subject)[:200],
        detail=detail[:200],
        address=_address.get(),
        previous=state.last_digest,
    )
    row.digest = digest_of(recorded(row))
    row.save(force_insert=True)
    state.last_day, state.last_number, state.last_digest = row.day, row.number, row.digest
    state.save(update_fields=["last_day", "last_number", "last_digest"])
    return row


def record_once(
    action: Action,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    kind: str,
    subject: object,
    detail: str = "",
) -> None:
    """Add a record, unless the minute before has the same one from the same address.

    For what can be asked for over and over by people whom nobody knows or trusts: a loop fills no disk.
    """
    known = Record.objects.filter(
        at__range=(at - AGAIN, at),
        action=action,
        by=by.pk if by else None,
        kind=kind,
        subject=str(subject)[:200],
        detail=detail,
        address=_address.get(),
    )
    if not known.exists():
        record(action, by=by, at=at, kind=kind, subject=subject, detail=detail)


@transaction.atomic
def remove_old(*, at: datetime) -> int:
    """Delete records of days that are older than the setting; return how many. One query mostly."""
    kept_from = at.astimezone(UTC).date() - timedelta(days=settings.AUDIT_DAYS)
    if LogState.objects.filter(kept_from__gte=kept_from).exists():
        return 0
    state = _locked()
    old = Record.objects.filter(day__lt=kept_from)
    newest = old.order_by("-day", "-number").first()
    state.kept_from = kept_from
    state.digest_before = newest.digest if newest else state.digest_before
    state.save(update_fields=["kept_from", "digest_before"])
    return old.delete()[0]


def _locked() -> LogState:
    state, _created = LogState.objects.select_for_update().get_or_create(pk=ONLY)
    return state
