"""Reads of files that wait for confirmation."""

from django.db.models import QuerySet

from assessment.criteria.models import Upload
from enterprises.models import User


def own_uploads(user: User) -> QuerySet[Upload]:
    """Return the files that this user chose; nobody sees anybody else's."""
    return Upload.objects.filter(uploaded_by=user).order_by("-uploaded_at", "pk")
