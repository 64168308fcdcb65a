"""Look at an installation that was upgraded; run by `manage.py shell` over it."""

from collections.abc import Iterator
from http import HTTPStatus

from django.test import Client
from django.urls import reverse

from assessment.domain.snapshot import write
from assessment.models import Snapshot
from assessment.selectors.answers import read_snapshot
from audit.selectors import find_flaws
from enterprises.domain.privacy import VERSION
from enterprises.models import Enterprise, Role, User

PAGES = ("enterprises:profile", "enterprises:members", "assessment:overview")
KINDS = (
    "enterprises_enterprise",
    "enterprises_user",
    "roadmap_measure",
    "standards_revision",
    "audit_record",
)
SEARCHES = {"enterprises_enterprise": "有限公司", "enterprises_user": "example.com"}


def troubles() -> Iterator[str]:
    """Yield results that come out otherwise, faults of the log, pages that do not open."""
    User.objects.update(privacy_version=VERSION)  # else a new notice comes before all pages
    for flaw in find_flaws():
        yield f"audit log: {flaw}"
    snapshots = list(Snapshot.objects.select_related("assessment__revision__verification"))
    if not snapshots:
        yield "no result to look at"
    for snapshot in snapshots:
        if write(read_snapshot(snapshot)) != snapshot.payload:
            yield f"result {snapshot.pk} comes out otherwise"
    for firm in Enterprise.objects.all():
        pages = [reverse(name, args=[firm.public_id]) for name in PAGES]
        theirs = [one for one in snapshots if one.assessment.enterprise_id == firm.pk]
        pages += [reverse("reports:result", args=[one.public_id]) for one in theirs]
        yield from closed(firm.memberships.get(role=Role.OWNER).user, pages)
    lists = [reverse(f"admin:{kind}_changelist") for kind in KINDS]
    lists += [f"{reverse(f'admin:{kind}_changelist')}?q={words}" for kind, words in SEARCHES.items()]
    yield from closed(User.objects.get(is_superuser=True), lists)


def closed(user: User, pages: list[str]) -> Iterator[str]:
    """Yield the pages that this person does not see."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    for page in pages:
        if (status := client.get(page).status_code) != HTTPStatus.OK:
            yield f"{page} answers {status}"
