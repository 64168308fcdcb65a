"""Where a result stands among the last ones of other firms."""

from django.db.models import Count, Q

from assessment.domain.peers import Peers
from assessment.models import LatestResult
from enterprises.models import Enterprise


def peers_of(enterprise: Enterprise, standard_code: str) -> Peers | None:
    """Return how the firm's last result by a standard stands among those of its division; None: it has none.

    Invented firms are not counted. Two queries.
    """
    own = LatestResult.objects.filter(enterprise=enterprise, standard_code=standard_code).first()
    if own is None:
        return None
    others = LatestResult.objects.filter(
        standard_code=standard_code, division=own.division, enterprise__is_demo=False
    ).exclude(enterprise=enterprise)
    fewer = Count("pk", filter=Q(points__lt=own.points or 0))
    by_level = others.values("level").annotate(firms=Count("pk"), fewer=fewer).order_by("level")
    return Peers(
        by_level={row["level"]: row["firms"] for row in by_level},
        below=None if own.points is None else sum(row["fewer"] for row in by_level),
    )
