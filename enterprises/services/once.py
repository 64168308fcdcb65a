"""Forms that make something: sent twice, they make it once."""

from datetime import datetime, timedelta

from django.db import transaction

from enterprises.models import SentForm, User

KEPT = timedelta(days=2)  # longer than a page is left open and sent again


def begin(*, by: User, key: str, at: datetime) -> SentForm:
    """Return the row of a form that is being sent: new, or that of the first time, with its answer.

    Within a transaction. Whoever sends the same at the same time waits here until the first one is through:
    the database holds the key. A form that was refused leaves no row, so it may be sent again.
    """
    row, _created = SentForm.objects.get_or_create(user=by, key=key, defaults={"sent_at": at})
    return row


@transaction.atomic
def finish(*, sent: SentForm, answer: str, at: datetime) -> None:
    """Keep the address that the sender was led to, and forget what is older than anybody sends again."""
    sent.answer = answer
    sent.save(update_fields=["answer"])
    SentForm.objects.filter(user=sent.user_id, sent_at__lt=at - KEPT).delete()
