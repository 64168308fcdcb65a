"""`manage.py check_audit_log`: is the log what was written? Names day and row of each fault, and exits 1."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.domain.chain import Break
from audit.models import LogState, Record
from audit.selectors import find_flaws

SAID = {
    Break.CHANGED: "this record was changed",
    Break.BEFORE: "the record before this one is gone or another one",
    Break.END: "the records after this one are gone",
}


class Command(BaseCommand):
    help = "Check the chain of the audit log."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(find_flaws())
        for flaw in found:
            self.stdout.write(f"{flaw.day or 'all days'} no. {flaw.number}: {SAID[flaw.what]}")
        if found:
            raise CommandError(f"{len(found)} faults in the audit log")
        state = LogState.objects.first()
        last = (
            f"the last one: {state.last_day} no. {state.last_number} {state.last_digest}"
            if state
            else "none yet"
        )
        self.stdout.write(f"{Record.objects.count()} records as they were written; {last}")
