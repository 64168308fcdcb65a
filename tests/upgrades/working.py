"""Work on as people do while two versions run: firms correct, submit, plan and report; staff look.

Run by `manage.py shell` of the code of before, over a database that the new code has upgraded.
"""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse

from assessment.models import Assessment, AssessmentState, Snapshot
from enterprises.models import Enterprise, Membership, Role, User
from jobs.tasks import run_job
from reports.models import Report
from tests.upgrades.looking import troubles
from tests.urls.reading import PageForm, forms_of

PASSWORD = "between two versions"
SECTION, ITEM, OPTION = "F1", "F01", "D"
DECLARATION = {
    "filler_name": "李波",
    "filler_position": "经理",
    "responsible_name": "王爱丽",
    "responsible_position": "总经理",
    "pledge": "on",
}


class Stuck(Exception):
    """A page or form does not lead on."""


def faults() -> Iterator[str]:
    """Yield what does not go."""
    owners = Membership.objects.filter(role=Role.OWNER)
    for owner in owners.exclude(enterprise__assessments__state=AssessmentState.DRAFT):
        try:
            work_on(Person(owner.user), owner.enterprise)
        except Stuck as stuck:
            yield str(stuck)
    yield from troubles()  # what was written just now is read, too


class Person:
    """Somebody at a browser, who signs in by password."""

    def __init__(self, user: User) -> None:
        user.set_password(PASSWORD)
        user.save()
        self._client = Client(SERVER_NAME="127.0.0.1")
        login = reverse("account_login")
        self.send(login, login, {"login": str(user.email), "password": PASSWORD})

    def open(self, page: str) -> str:
        response = self._client.get(page)
        if response.status_code != HTTPStatus.OK:
            raise Stuck(f"{page} answers {response.status_code}")
        return b"".join(response).decode(errors="replace")

    def send(self, page: str, address: str, given: Mapping[str, str]) -> str:
        """Fill in the form of a page that goes to an address; return where it leads."""
        for form in forms_of(self.open(page), page):
            if urlsplit(form.action).path == address and form.method == "POST":
                response = self._client.post(address, {**_as_shown(form), **given})
                if response.status_code != HTTPStatus.FOUND:
                    raise Stuck(f"the form of {page} answers {response.status_code}")
                return urlsplit(response["Location"]).path
        raise Stuck(f"{page} has no form that goes to {address}")


def work_on(owner: Person, firm: Enterprise) -> None:
    """Correct a firm's result by one answer, keep a plan to the next level, have the report made."""
    last = Snapshot.objects.filter(assessment__enterprise=firm).latest("pk")
    owner.send(
        reverse("assessment:overview", args=[firm.public_id]),
        reverse("assessment:correct", args=[last.public_id]),
        {"reason": "两个版本之间"},
    )
    draft = Assessment.objects.get(corrects=last)
    section = reverse("assessment:section", args=[draft.public_id, SECTION])
    owner.send(section, section, {ITEM: OPTION})
    if draft.answers.get(code=ITEM).options != [OPTION]:
        raise Stuck(f"the answer of {firm} is not kept")
    submit = reverse("assessment:submit", args=[draft.public_id])
    owner.send(submit, submit, DECLARATION)
    result = Snapshot.objects.get(assessment=draft)
    planner = reverse("plans:planner", args=[result.public_id])
    keep = reverse("plans:keep", args=[result.public_id])
    owner.open(owner.send(planner, keep, {"name": "两个版本之间"}))
    request = reverse("reports:request", args=[result.public_id])
    owner.send(reverse("reports:result", args=[result.public_id]), request, {"variant": "standard"})
    report = Report.objects.get(snapshot=result)
    run_job(job_id=report.job_id)
    owner.open(reverse("reports:download", args=[report.public_id]))


def _as_shown(form: PageForm) -> dict[str, list[str]]:
    return {name: field.values for name, field in form.fields.items() if field.values}
