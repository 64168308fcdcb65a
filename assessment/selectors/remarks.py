"""Reads: remarks at items."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.http import Http404

from assessment.models import Assessment, Remark
from assessment.selectors.prepared import Parameter, Prepared


def load_remarks(assessment: Assessment, codes: Collection[str]) -> Mapping[str, Sequence[Remark]]:
    """Return the remarks at these items, the oldest first, by item. One query."""
    found: defaultdict[str, list[Remark]] = defaultdict(list)
    rows = Remark.objects.filter(assessment=assessment, code__in=codes)
    for remark in rows.select_related("by", "asked", "done_by"):
        found[remark.code].append(remark)
    return found


_OPEN = Prepared(
    lambda: Remark.objects.filter(assessment=Parameter(Remark, "assessment"), done_at=None).select_related(
        "by", "asked"
    )
)


def list_open_remarks(assessment: Assessment, codes: Collection[str]) -> tuple[Remark, ...]:
    """Return the remarks at these items that nobody has dealt with, the oldest first. One query."""
    return tuple(remark for remark in _OPEN.all(assessment=assessment.pk) if remark.code in codes)


def get_remark(assessment: Assessment, public_id: UUID) -> Remark:
    """Return one remark of an assessment. Raises Http404."""
    found = Remark.objects.filter(assessment=assessment, public_id=public_id).first()
    if found is None:
        raise Http404
    return found
