"""One firm cannot fill the disk: its room is bounded, old packages go, and so does what no row names."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from enterprises.domain.uploads import FileProblem
from enterprises.models import Enterprise, Invitation, Role, private_storage
from enterprises.services.files import RefusedFile
from enterprises.services.invitations import invite
from enterprises.wording.files import refused_file_text
from jobs.models import Job, JobState
from jobs.services.life import claim, enqueue
from jobs.tasks import run_job
from plans.models import KeptPlan, Package, PlanState
from plans.services import close_plan
from plans.services.packages import NoRoom, keep_package, store_archive
from plans.services.sweeping import GRACE, KIND, remove_unnamed
from plans.tasks.sweeping import sweep_files
from plans.wording.jobs import NO_ROOM
from tests.people import AT, make_enterprise
from tests.plans.factories import make_file, make_followed, make_package
from tests.urls.world import make_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]


@pytest.fixture
def plan(firm: Enterprise) -> KeptPlan:
    return make_followed(enterprise=firm)


def begun(plan: KeptPlan, template: str = "general") -> Package:
    """Return a package whose job a worker has taken."""
    package = Package(
        enterprise=plan.enterprise, plan=plan, template=template, added_by=plan.kept_by, added_at=AT
    )
    payload = {"package": str(package.public_id)}
    package.job = enqueue(kind="package", key=str(package.public_id), payload=payload, by=None, at=AT)
    package.save()
    claim(job_id=package.job_id, at=AT)
    return package


def finish(package: Package, content: bytes = b"PK") -> None:
    """Keep what the job of a package has made, as the end of the job does."""
    name = store_archive(package=package, attempt=1, archive=ContentFile(content))
    Job.objects.filter(pk=package.job_id).update(state=JobState.DONE, leased_until=None)
    keep_package(package=package, name=name, size=len(content), sha256="")


# --- The room of a firm -----------------------------------------------------------------------


def test_plans_and_packages_of_a_firm_share_its_room(firm: Enterprise, settings: Settings) -> None:
    settings.FIRM_FILES_MAX_BYTES = 2**20
    closed = make_followed(enterprise=firm)
    make_file(plan=closed, content=b"%PDF-" + b"1" * (2**19 - 5))
    close_plan(plan=closed, state=PlanState.STOPPED, by=closed.kept_by, at=AT)
    plan = make_followed(enterprise=firm)
    finish(begun(plan), b"2" * 2**18)
    make_file(plan=make_followed(), content=b"%PDF-" + b"3" * (2**20 - 5))  # somebody else's
    make_file(plan=plan, content=b"%PDF-" + b"4" * (2**18 - 5))  # to the last byte
    with pytest.raises(RefusedFile) as refused:
        make_file(plan=plan, name="合同.pdf", content=b"%PDF-1")
    assert refused.value.problem is FileProblem.FIRM_FULL
    told = refused_file_text(refused.value)
    assert "“合同.pdf”未上传：企业的佐证、方案文件和材料包合计不能超过 1 MB。" in told
    assert len(private_storage().listdir(plan.public_id.hex)[1]) == 1


def test_a_package_that_does_not_fit_says_so_and_leaves_nothing(plan: KeptPlan, settings: Settings) -> None:
    settings.FIRM_FILES_MAX_BYTES = 1000
    package = begun(plan)
    Job.objects.filter(pk=package.job_id).update(state=JobState.QUEUED, leased_until=None)
    run_job(job_id=package.job_id)
    package = Package.objects.select_related("job").get(pk=package.pk)
    assert (package.job.state, package.job.error) == (JobState.FAILED, NO_ROOM)
    assert not private_storage().exists(f"packages/{package.public_id}-1.zip")


def test_what_a_package_takes_the_place_of_leaves_it_its_room(plan: KeptPlan, settings: Settings) -> None:
    settings.FIRM_FILES_MAX_BYTES = 10
    finish(begun(plan), b"1" * 10)
    finish(begun(plan), b"2" * 10)
    with pytest.raises(NoRoom):
        finish(begun(plan), b"3" * 11)
    with pytest.raises(NoRoom):
        finish(begun(plan, "another"), b"4")


# --- The last package -------------------------------------------------------------------------


def test_the_last_package_of_a_list_is_kept_and_older_ones_go(
    plan: KeptPlan, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    failed, first, another = begun(plan), begun(plan), begun(plan, "another")
    foreign = make_package(make_followed())
    Job.objects.filter(pk=failed.job_id).update(state=JobState.FAILED, leased_until=None)
    for package in (first, another):
        finish(package)
    under_way, second = begun(plan), begun(plan)
    with django_capture_on_commit_callbacks(execute=True):
        finish(second)
    assert set(Package.objects.all()) == {another, foreign, under_way, second}
    assert Job.objects.filter(kind="package").count() == 4
    there = {
        str(one.public_id): private_storage().exists(f"packages/{one.public_id}-1.zip")
        for one in (first, second, another)
    }
    assert list(there.values()) == [False, True, True]


def test_a_job_that_comes_too_late_takes_no_package_away(plan: KeptPlan) -> None:
    late, later = begun(plan), begun(plan)
    finish(later)
    finish(late)
    assert set(Package.objects.all()) == {late, later}


# --- Files that no row names ------------------------------------------------------------------


def orphan(name: str) -> str:
    return str(private_storage().save(name, ContentFile(b"left behind")))


def test_files_that_no_row_names_go_after_a_day(plan: KeptPlan) -> None:
    kept = [str(make_file(plan=plan).file.name)]
    finish(begun(plan))
    kept.append(str(Package.objects.get().file.name))
    kept.append(str(make_report(plan.snapshot).file.pdf.name))
    left = [orphan(f"{plan.public_id.hex}/abc"), orphan("packages/abc-1.zip"), orphan("abc")]
    assert not set(left) & set(remove_unnamed(at=timezone.now() + GRACE / 2, each=lambda: None))
    later = timezone.now() + GRACE + timedelta(minutes=1)
    removed = remove_unnamed(at=later, each=lambda: None)
    assert set(left) <= set(removed)
    assert not set(kept) & set(removed)
    assert [private_storage().exists(name) for name in (*left, *kept)] == [False] * 3 + [True] * 3
    assert remove_unnamed(at=later, each=lambda: None) == []


def test_files_are_looked_for_in_batches(plan: KeptPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plans.services.sweeping.BATCH", 2)
    looks = list[None]()
    kept = [str(make_file(plan=plan, content=b"%%PDF-%d" % number).file.name) for number in range(5)]
    left = [orphan(f"{plan.public_id.hex}/{number}") for number in range(5)]
    removed = remove_unnamed(at=timezone.now() + 2 * GRACE, each=lambda: looks.append(None))
    assert set(left) <= set(removed)
    assert all(private_storage().exists(name) for name in kept)
    assert len(looks) >= 5


def test_an_interrupted_sweep_is_finished_later(plan: KeptPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        if looks:
            raise InterruptedError
        looks.append(None)

    monkeypatch.setattr("plans.services.sweeping.BATCH", 1)
    looks, later = list[None](), timezone.now() + 2 * GRACE
    remove_unnamed(at=later, each=lambda: None)
    left = [orphan(str(number)) for number in range(3)]
    with pytest.raises(InterruptedError):
        remove_unnamed(at=later, each=interrupted)
    assert sum(private_storage().exists(name) for name in left) == 2
    assert len(remove_unnamed(at=later, each=lambda: None)) == 2


def test_the_worker_sweeps_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now() + 2 * GRACE
    monkeypatch.setattr(timezone, "now", lambda: now)
    left = orphan("left")
    firm = make_enterprise()
    invite(enterprise=firm, role=Role.VIEWER, label="周工", until=AT, by=firm.created_by, at=AT)
    for _tick in range(3):
        sweep_files()
    job = Job.objects.get(kind=KIND)
    for _message in range(2):
        run_job(job_id=job.pk)
    assert Job.objects.get().state == JobState.DONE
    assert not private_storage().exists(left)
    assert not Invitation.objects.exists()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    sweep_files()
    assert Job.objects.filter(kind=KIND).count() == 2
