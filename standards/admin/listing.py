"""The list of revisions: what is shown of each besides its own row."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from audit.admin.lists import CalendarChangeList
from editing.models import State
from standards.domain.standard import problems
from standards.models import Revision, Variant
from standards.selectors import revisions as selectors
from standards.wording.results import BADGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A revision in the list. `problems`: how many, of drafts only. `doubted`: known doubts, not verified.

    `badge`: what firms are told of it.
    """

    revision: Revision
    badge: str
    problems: int | None
    doubted: bool
    verified: bool
    defective: bool


def with_doubts(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Annotate `has_doubts`: whether the revision knows other readings of itself."""
    return revisions.annotate(has_doubts=Exists(Variant.objects.filter(revision=OuterRef("pk"))))


class RevisionList(CalendarChangeList):
    """The list, with `listed` for its template. A query each for the parts of the drafts on the page."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.listed = [_listed(revision) for revision in self.result_list]


def _listed(revision: Revision) -> Listed:
    is_draft = revision.state == State.DRAFT
    return Listed(
        revision=revision,
        badge=str(BADGES[revision.badge]),
        problems=len(problems(selectors.outline(revision.pk))) if is_draft else None,
        doubted=revision.has_doubts and not revision.is_verified,  # type: ignore[attr-defined]
        verified=revision.is_verified,
        defective=hasattr(revision, "defect"),
    )
