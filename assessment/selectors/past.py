"""Reads: what an item was answered before."""

from collections.abc import Mapping
from decimal import Decimal

from django.db.models import QuerySet
from django.http import Http404

from assessment.models import Assessment, PastAnswer

MOST_LISTED = 100  # another system may have changed an item thousands of times


def list_past(assessment: Assessment, code: str) -> tuple[tuple[PastAnswer, ...], int]:
    """Return what an item was answered before, newest first, as far as it is listed; and how often in all.

    One query, two where not all are listed.
    """
    rows = _rows(assessment, code)
    listed = tuple(rows.order_by("-pk")[:MOST_LISTED])
    return listed, rows.count() if len(listed) == MOST_LISTED else len(listed)


def get_past(assessment: Assessment, code: str, number: int) -> PastAnswer:
    """Return the earlier answer of this number, the oldest is 1, if it may be restored. Raises Http404.

    Under another revision than the assessment's present one the same options may say something else.
    """
    found = next(iter(_rows(assessment, code).order_by("pk")[number - 1 : number]), None)
    if found is None or found.revision_id != assessment.revision_id:
        raise Http404
    return found


def figures_of(past: PastAnswer) -> Mapping[str, Decimal]:
    """Return the figures that the item used then."""
    return {code: Decimal(number) for code, number in past.figures.items()}


def _rows(assessment: Assessment, code: str) -> QuerySet[PastAnswer]:
    rows = PastAnswer.objects.filter(assessment=assessment, code=code)
    return rows.select_related("changed_by", "guest", "revision__verification")
