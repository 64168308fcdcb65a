"""Reads of files that wait for confirmation."""

from django.db.models import QuerySet

from editing.models import Upload
from enterprises.models import User

MOST_WAITING = 10  # files that are listed


def waiting_uploads(user: User, subject: str) -> QuerySet[Upload]:
    """Return the newest of a user's own files on a subject, as many as a page lists."""
    return own_uploads(user, subject)[:MOST_WAITING]


def own_uploads(user: User, subject: str) -> QuerySet[Upload]:
    """Return the files on a subject that this user chose, newest first; nobody sees anybody else's."""
    return Upload.objects.filter(uploaded_by=user, subject=subject).order_by("-uploaded_at", "pk")
