"""Reads about published mistakes: what is wrong with a revision, what corrects it, whom it concerns."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from assessment.models import About, Assessment, AssessmentState, DefectNotice, Snapshot
from enterprises.models import Enterprise, Membership, Role, User
from standards.models import Defect, Revision

TRIES = 3  # of a mail that cannot be sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A defect of a revision, and the revision that corrects it, once there is a sound one."""

    defect: Defect
    corrected_by: Revision | None


def find_erratum(revision: Revision) -> Erratum | None:
    """Return what is wrong with a revision, None where nothing is known to be.

    A correction may turn out to be wrong, too: the last one counts, if that has no defect.
    """
    defect = Defect.objects.filter(revision=revision).select_related("revision").first()
    if defect is None:
        return None
    last: Defect | None = defect
    sound: Revision | None = None
    while last is not None and last.corrected_by_id is not None:
        sound = Revision.objects.select_related("standard").get(pk=last.corrected_by_id)
        last = Defect.objects.filter(revision=sound).first()
    return Erratum(defect=defect, corrected_by=sound if last is None else None)


def firms_with_defects(user: User) -> frozenset[int]:
    """Return the ids of the user's firms whose draft or newest result rests on a defective revision.

    One query while no revision has a defect, two otherwise.
    """
    wrong = frozenset(Defect.objects.values_list("revision", flat=True))
    if not wrong:
        return frozenset()
    newest = (
        Snapshot.objects.filter(assessment__enterprise=OuterRef("pk"))
        .order_by("-submitted_at", "-pk")
        .values("assessment__revision")[:1]
    )
    drafts = Assessment.objects.filter(
        enterprise=OuterRef("pk"), state=AssessmentState.DRAFT, revision__in=wrong
    )
    firms = Enterprise.objects.filter(memberships__user=user).annotate(newest=Subquery(newest))
    concerned = firms.filter(Q(newest__in=wrong) | Exists(drafts))
    return frozenset(concerned.values_list("pk", flat=True))


def untold_firms(defect: Defect, about: About) -> QuerySet[Enterprise]:
    """Return the firms to be told: with a draft or a result that stands, under the defective revision.

    In a fixed order. Not those that were told, nor those whom no mail can reach.
    """
    own = {"enterprise": OuterRef("pk")}
    concerned = Assessment.objects.filter(**own, revision=defect.revision_id)
    notices = DefectNotice.objects.filter(**own, defect=defect, about=about)
    owners = Membership.objects.filter(**own, role=Role.OWNER, user__email__isnull=False)
    return Enterprise.objects.filter(
        Exists(concerned.exclude(state=AssessmentState.SUPERSEDED)),
        Exists(owners),
        ~Exists(notices.filter(Q(mailed_at__isnull=False) | Q(tries__gte=TRIES))),
    ).order_by("pk")
