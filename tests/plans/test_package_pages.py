"""The pages of the package: what is missing and where to fill it, asking for it, downloading it."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from enterprises.models import Enterprise, User
from jobs.models import Job, JobState
from jobs.tasks import run_job
from plans.models import FileKind, KeptPlan, Package
from tests.plans.factories import make_file, make_followed, make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]


@pytest.fixture
def plan(firm: Enterprise) -> KeptPlan:
    return make_followed(enterprise=firm)


def page(client: Client, plan: KeptPlan, **query: str) -> str:
    return client.get(reverse("plans:package", args=[plan.public_id]), query).content.decode()


def asked(client: Client, plan: KeptPlan, code: str = "general") -> Package:
    """Return the package that a click asks for, once its job is over."""
    response = client.post(reverse("plans:package", args=[plan.public_id]), {"list": code})
    package = Package.objects.get()
    assert response["Location"] == reverse("plans:package_state", args=[package.public_id])
    run_job(job_id=package.job_id)
    return package


def test_it_says_what_is_missing_before_anything_is_made(client: Client, alice: User, plan: KeptPlan) -> None:
    client.force_login(alice)
    make_file(plan=plan, kind=FileKind.CONTRACT)
    shown = page(client, plan)
    assert "通用清单" in shown
    assert "还有 6 项没有齐备" in shown
    assert "1 个文件" in shown
    assert reverse("plans:effects", args=[plan.public_id]) in shown
    assert "还没有生成过" in shown
    assert "以当地当年的通知为准" in shown


def test_the_list_of_the_firms_place_comes_first(client: Client, alice: User, plan: KeptPlan) -> None:
    client.force_login(alice)
    Enterprise.objects.update(region="530102")
    assert "昆明市验收材料</h2>" in page(client, plan)
    assert "厦门市验收材料</h2>" in page(client, plan, list="xiamen")
    assert client.get(reverse("plans:package", args=[plan.public_id]), {"list": "nowhere"}).status_code == 400


def test_a_package_is_asked_for_made_and_downloaded(client: Client, alice: User, plan: KeptPlan) -> None:
    client.force_login(alice)
    package = asked(client, plan, "xiamen")
    state = client.get(reverse("plans:package_state", args=[package.public_id])).content.decode()
    assert "材料包已生成" in state
    response = client.get(reverse("plans:package_download", args=[package.public_id]))
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith('attachment; filename="acceptance-')
    assert response["Cache-Control"] == "private, no-store"
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response)))
    assert "00-目录与对比.pdf" in archive.namelist()
    listed = page(client, plan)
    assert reverse("plans:package_state", args=[package.public_id]) in listed
    assert "还没有生成过" not in listed


def test_what_is_not_made_yet_cannot_be_downloaded(client: Client, alice: User, plan: KeptPlan) -> None:
    client.force_login(alice)
    client.post(reverse("plans:package", args=[plan.public_id]), {"list": "general"})
    package = Package.objects.get()
    assert client.get(reverse("plans:package_download", args=[package.public_id])).status_code == 404
    state = client.get(
        reverse("plans:package_state", args=[package.public_id]), headers={"HX-Request": "true"}
    ).content.decode()
    assert "排队中" in state
    assert "<html" not in state


def test_a_failed_package_can_be_tried_again(client: Client, alice: User, plan: KeptPlan) -> None:
    client.force_login(alice)
    client.post(reverse("plans:package", args=[plan.public_id]), {"list": "general"})
    package = Package.objects.get()
    Job.objects.filter(pk=package.job_id).update(state=JobState.FAILED)
    here = reverse("plans:package_state", args=[package.public_id])
    assert "重试" in client.get(here).content.decode()
    client.post(here)
    assert Job.objects.get(pk=package.job_id).state == JobState.QUEUED


def test_a_viewer_downloads_but_does_not_ask(
    client: Client, alice: User, victor: User, plan: KeptPlan
) -> None:
    client.force_login(alice)
    package = asked(client, plan)
    client.force_login(victor)
    assert '<button class="btn btn-primary" type="submit">生成材料包' not in page(client, plan)
    assert client.post(reverse("plans:package", args=[plan.public_id])).status_code == 403
    assert client.get(reverse("plans:package_download", args=[package.public_id])).status_code == 200


def test_a_plan_that_is_only_kept_has_no_package(client: Client, alice: User, firm: Enterprise) -> None:
    kept = make_plan(enterprise=firm)
    client.force_login(alice)
    response = client.get(reverse("plans:package", args=[kept.public_id]))
    assert response["Location"] == reverse("plans:plan", args=[kept.public_id])
