"""Several reports of a firm in one zip: made by the worker in parts, with safe names, for some days."""

from datetime import timedelta
from io import BytesIO
from itertools import count
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from assessment.models import Snapshot
from config.settings import ACCOUNT_RATE_LIMITS
from enterprises.models import Enterprise, User, private_storage
from jobs.models import Job, JobState
from jobs.tasks import run_job
from reports.models import Bundle, Report, ReportFile
from reports.services.bundles import KEPT, MOST, remove_old_bundles, request_bundle
from reports.services.reports import keep_report
from tests.assessment.factories import make_snapshot
from tests.people import AT
from tests.urls.world import SEALED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024", "sectors")]


@pytest.fixture
def results(firm: Enterprise) -> list[Snapshot]:
    Enterprise.objects.filter(pk=firm.pk).update(name="../=CON\u202e:甲厂")
    return [make_snapshot(enterprise=firm, at=AT + timedelta(days=day)) for day in (0, 1, 2)]


@pytest.fixture(autouse=True)
def woken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    found: list[int] = []
    for place in ("reports.views.bundles.wake", "reports.tasks.wake"):
        monkeypatch.setattr(place, found.append)
    monkeypatch.setattr("reports.tasks.sealed_report", lambda _report, at: SEALED)
    return found


def ask(client: Client, results: list[Snapshot]) -> Bundle:
    address = reverse("reports:bundles", args=[results[0].assessment.enterprise.public_id])
    client.post(address, {"result": [one.public_id for one in results]})
    return Bundle.objects.get()


def test_chosen_results_come_in_one_zip_with_safe_names(
    client: Client, bob: User, results: list[Snapshot], woken: list[int]
) -> None:
    client.force_login(bob)
    bundle = ask(client, results[:2])
    run_job(job_id=woken[0])
    assert Report.objects.count() == ReportFile.objects.count() == 2
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
    assert "下载压缩包" in client.get(reverse("reports:bundle", args=[bundle.public_id])).content.decode()
    sent = client.get(reverse("reports:bundle_download", args=[bundle.public_id]))
    names = ZipFile(BytesIO(b"".join(sent))).namelist()
    assert [name[:4] for name in names] == ["001_", "002_"]
    assert not any(sign in name for name in names for sign in "/\\:\u202e")
    assert all(name.endswith(".pdf") for name in names)


def test_a_long_one_is_carried_on_by_other_jobs_and_reports_that_are_there_are_taken(
    client: Client, bob: User, results: list[Snapshot], woken: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = count(step=100)
    monkeypatch.setattr("reports.tasks.monotonic", lambda: next(clock))
    made: list[Report] = []

    def keep(**given: object) -> ReportFile:
        made.append(given["report"])  # type: ignore[arg-type]
        return keep_report(**given)  # type: ignore[arg-type]

    monkeypatch.setattr("reports.tasks.keep_report", keep)
    client.force_login(bob)
    bundle = ask(client, results)
    page = reverse("reports:bundle", args=[bundle.public_id])
    for number in range(3):
        assert "下载压缩包" not in client.get(page).content.decode()
        run_job(job_id=woken[number])
    assert len(made) == 3
    assert "下载压缩包" in client.get(page).content.decode()


def test_it_is_cancelled_and_tried_again(
    client: Client, bob: User, results: list[Snapshot], woken: list[int]
) -> None:
    client.force_login(bob)
    bundle = ask(client, results)
    page = reverse("reports:bundle", args=[bundle.public_id])
    client.post(page, {"cancel": "1"})
    run_job(job_id=woken[0])
    assert not Bundle.objects.get().file
    client.post(page)
    assert woken == [bundle.job.pk, bundle.job.pk]


def test_nothing_chosen_is_said(client: Client, bob: User, results: list[Snapshot]) -> None:
    client.force_login(bob)
    address = reverse("reports:bundles", args=[results[0].assessment.enterprise.public_id])
    assert "请至少选择一份结果。" in client.post(address, {"result": ["x"]}).content.decode()
    assert not Bundle.objects.exists()


@pytest.mark.parametrize("number", [0, MOST + 1])
def test_a_zip_of_no_report_or_of_too_many_is_not_begun(
    bob: User, results: list[Snapshot], number: int
) -> None:
    firm, chosen = results[0].assessment.enterprise, results[:1] * number
    with pytest.raises(ValueError, match=str(number)):
        request_bundle(enterprise=firm, snapshots=chosen, language="zh", by=bob, at=AT)
    assert not Bundle.objects.exists()


def test_nobody_fills_the_disk_with_them(
    client: Client, bob: User, results: list[Snapshot], settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS | {"bundle": "1/d/user"}
    client.force_login(bob)
    bundle = ask(client, results[:1])
    address = reverse("reports:bundles", args=[bundle.enterprise.public_id])
    again = client.post(address, {"result": [results[0].public_id]}).content.decode()
    assert ("操作过于频繁" in again, Bundle.objects.count()) == (True, 1)


def test_it_goes_after_some_days(
    client: Client, bob: User, results: list[Snapshot], woken: list[int]
) -> None:
    client.force_login(bob)
    bundle = ask(client, results[:1])
    run_job(job_id=woken[0])
    name = str(Bundle.objects.get().file.name)
    remove_old_bundles(at=bundle.requested_at + KEPT)
    assert private_storage().exists(name)
    remove_old_bundles(at=bundle.requested_at + KEPT + timedelta(seconds=1))
    assert not Bundle.objects.exists()
    assert not private_storage().exists(name)
    assert not Job.objects.filter(kind="bundle").exists()
