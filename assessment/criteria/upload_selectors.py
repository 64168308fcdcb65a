"""Reads of files that wait for confirmation."""

from django.db.models import QuerySet

from assessment.criteria.models import Subject, Upload
from enterprises.models import User


def own_uploads(user: User, subject: Subject) -> QuerySet[Upload]:
    """Return the files on a subject that this user chose, newest first; nobody sees anybody else's."""
    return Upload.objects.filter(uploaded_by=user, subject=subject).order_by("-uploaded_at", "pk")
