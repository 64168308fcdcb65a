"""Reads: who fills which section of a draft."""

from collections.abc import Mapping

from assessment.models import Assessment, SectionWork
from assessment.selectors.prepared import Parameter, Prepared
from enterprises.models import Membership
from enterprises.permissions import EDITING

_WORKS = Prepared(
    lambda: SectionWork.objects.filter(assessment=Parameter(SectionWork, "assessment")).select_related(
        "member", "changed_by", "guest"
    )
)


def load_works(assessment: Assessment) -> Mapping[str, SectionWork]:
    """Return what is kept of sections, by their code. One query."""
    return {row.section: row for row in _WORKS.all(assessment=assessment.pk)}


def find_work(assessment: Assessment, section: str) -> SectionWork | None:
    """Return what is kept of one section, if anything."""
    return load_works(assessment).get(section)


def list_fillers(assessment: Assessment) -> tuple[Membership, ...]:
    """Return the members who may fill, in the order they were added."""
    rows = Membership.objects.filter(enterprise=assessment.enterprise_id, role__in=EDITING)
    return tuple(rows.select_related("user").order_by("added_at", "pk"))
