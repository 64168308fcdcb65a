"""The audit log of so many firms, chained as the product chains it."""

from datetime import UTC, datetime, time, timedelta

from django.db import connection

from audit.domain.chain import digest_of
from audit.models import Action, LogState, Record
from audit.selectors import recorded
from enterprises.models import User
from tests.bench.growth.originals import BEGAN

A_DAY = 5000  # records
COLUMNS = (
    "day",
    "number",
    "at",
    "by",
    "action",
    "kind",
    "subject",
    "detail",
    "address",
    "previous",
    "digest",
)
OFTEN = (Action.SIGNED_IN, Action.SIGNED_IN, Action.DOWNLOADED, Action.LOOKED_AT, Action.SIGN_IN_REFUSED)


def fill(count: int) -> None:
    """Add so many records behind those that are there."""
    state = LogState.objects.get()
    people = list(User.objects.order_by("pk").values_list("pk", flat=True)[: max(1, count // 2)])
    last = state.last_day or BEGAN.date()
    previous, row = state.last_digest, Record()
    listed = ", ".join(COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f"COPY audit_record ({listed}) FROM STDIN") as copy:
        for number in range(count):
            day = last + timedelta(days=number // A_DAY + 1)
            person = people[number * 7919 % len(people)]
            row = Record(
                day=day,
                number=number % A_DAY + 1,
                at=datetime.combine(day, time.min, UTC) + timedelta(seconds=number % A_DAY),
                by=person,
                action=OFTEN[number % len(OFTEN)],
                kind="user",
                subject=str(person),
                address=f"192.0.{number // 251 % 256}.{number % 251}",
                previous=previous,
            )
            row.digest = previous = digest_of(recorded(row))
            copy.write_row([getattr(row, name) for name in COLUMNS])
    state.last_day, state.last_number, state.last_digest = row.day, row.number, row.digest
    state.save()
