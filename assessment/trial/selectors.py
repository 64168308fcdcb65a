"""Reads for trying and comparing drafts."""

from django.http import Http404

from assessment.criteria.models import Revision


def get_revision(pk: int) -> Revision:
    """Return a revision of any state, ready to be compiled. Raises Http404."""
    found = Revision.objects.select_related("standard", "verification").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
