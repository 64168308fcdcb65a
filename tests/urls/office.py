"""The offices of the staff, who check and write what firms are rated by: what the admin has to show."""

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessment.models import Replay
from assessment.trial.services import start_replay
from audit.models import Action
from audit.services import record
from editing.models import Upload
from enterprises.models import Enterprise, Membership, StaffRegion, User
from enterprises.services.verifying import ask_for_verification
from jobs import tasks
from roadmap.domain.exchange import dump as dump_library
from roadmap.selectors.entries import published_library
from roadmap.services import new_draft
from standards.domain import exchange
from standards.models import Revision
from standards.services import import_standard
from tests.people import AT, make_staff
from tests.roadmap.sectors import make_solution
from tests.trial.test_preview import HARDER
from tests.urls.asking import parameters
from tests.urls.staff_table import STAFF
from tests.urls.world import World, keep_worker_alive, sign_in


def open_office(world: World) -> None:
    """Give the world all of the staff, a draft that was replayed, and one row in every table of the admin."""
    for name, declared in STAFF.items():
        user = make_staff(*declared, email=f"{name}@example.com")
        StaffRegion.objects.create(user=user, code="340000")  # without the group it opens nothing
        world.people[name] = user
        world.sessions[name] = sign_in(user)
    draft = import_standard(standard=HARDER, by=world.people["criteria_editor"], at=AT)
    _replay, jobs = start_replay(revision=draft, by=world.people["criteria_editor"], at=AT)
    for job in jobs:
        tasks.run_job(job_id=job.pk)
    new_draft(content=make_solution(), by=world.people["roadmap_editor"], at=AT)  # the files have none
    send(world, "criteria_editor", "exchange:upload", exchange.dump(HARDER))
    send(world, "roadmap_editor", "roadmap_exchange:upload", dump_library(published_library()))
    ask_for_verification(
        enterprise=Enterprise.objects.get(public_id=world.strangers["enterprise"]),
        picture=ContentFile(b"%PDF-1.7 licence", name="a.pdf"),
        by=Membership.objects.get(public_id=world.strangers["member"]).user,
        at=AT,
        on=AT.date(),
    )
    Authenticator.objects.create(user=first_person(), type="totp", data={})
    record(Action.SETTINGS, by=None, at=AT)
    keep_worker_alive()  # the jobs have left a sign of life that ages


def send(world: World, person: str, name: str, content: str) -> None:
    """Send a file, which then waits for its preview to be confirmed."""
    file = SimpleUploadedFile("file.yaml", content.encode())
    assert world.client(person).post(reverse(name), {"file": file}).status_code == 302


def first_person() -> User:
    return User.objects.order_by("pk")[0]


def url_of(name: str) -> str:
    """Return the address of something that is there."""
    values: dict[str, object] = {"app_label": "standards"}
    if name.startswith("trial:"):
        values["revision"] = Replay.objects.get().revision_id
    elif "exchange:" in name:
        subject = "roadmaps" if name.startswith("roadmap") else "standard"
        values["revision"] = Revision.objects.published().order_by("pk")[0].pk
        values["upload"] = Upload.objects.get(subject=subject).pk
    elif name == "admin:view_on_site":
        values |= {"content_type_id": ContentType.objects.get_for_model(Group).pk, "object_id": 1}
    elif name == "admin:auth_user_password_change":
        values["id"] = first_person().pk
    elif name == "admin:enterprises_user_second_factor":
        values["object_id"] = first_person().pk
    elif "object_id" in parameters(name):
        label, model, _page = name.removeprefix("admin:").split("_")
        values["object_id"] = apps.get_model(label, model)._default_manager.order_by("pk")[0].pk
    return reverse(name, kwargs={key: values[key] for key in parameters(name)})
