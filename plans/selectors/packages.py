"""Reads: packages for the acceptance, as one user may see them."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from enterprises.models import User
from plans.models import KeptPlan, Package


def get_package(user: User, public_id: UUID) -> Package:
    """Return the package with its job, plan and enterprise if the user is a member. Raises Http404."""
    found = (
        Package.objects.filter(public_id=public_id, plan__enterprise__memberships__user=user)
        .select_related("job", "plan__enterprise")
        .first()
    )
    if found is None:
        raise Http404
    return found


def list_packages(plan: KeptPlan) -> QuerySet[Package]:
    """Return the packages of a plan with their jobs, the newest first."""
    return Package.objects.filter(plan=plan).select_related("job")
