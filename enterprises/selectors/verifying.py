"""Reads: what is known of who a firm is."""

from datetime import date

from django.db.models import Count, QuerySet

from enterprises.models import OPEN, Enterprise, Verification, VerificationState, VerifiedBy


def list_verifications(enterprise: Enterprise) -> QuerySet[Verification]:
    """Return what became of each time a firm asked to be verified, newest first."""
    return Verification.objects.filter(enterprise=enterprise)


def count_open_verifications() -> list[tuple[VerificationState, int]]:
    """Return how many firms wait in each state that asks for a decision; states of nobody are left out."""
    rows = Verification.objects.filter(state__in=OPEN).order_by().values_list("state").annotate(Count("pk"))
    counts = dict(rows)
    return [(state, counts[state]) for state in OPEN if state in counts]


def verified_twin(firm: Enterprise, on: date) -> Enterprise | None:
    """Return the other firm that is verified with this one's code on a day, None where there is none."""
    twins = Enterprise.objects.filter(uscc=firm.uscc, verified_at__isnull=False).exclude(pk=firm.pk)
    return next((twin for twin in twins if twin.is_verified_on(on)), None)


def vouched_by(firm: Enterprise) -> VerifiedBy:
    """Return what said last who a verified firm is, its licence or a register. One query."""
    said = firm.verifications.filter(state=VerificationState.VERIFIED).exclude(how=VerifiedBy.MAIL)
    return VerifiedBy(said.values_list("how", flat=True).first() or VerifiedBy.LICENCE)


def mail_domain(firm: Enterprise, on: date) -> str:
    """Return the domain at which somebody of the firm reads mail, "" where nobody has shown it or it is long
    ago: the weaker sign of who it is. One query."""
    shown = firm.verifications.filter(
        how=VerifiedBy.MAIL, state=VerificationState.VERIFIED, valid_until__gte=on
    )
    return shown.values_list("domain", flat=True).first() or ""
