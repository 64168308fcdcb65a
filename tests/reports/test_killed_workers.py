"""Reports outlive the workers that make them."""

from pathlib import Path

import pytest
from django.utils import timezone

from enterprises.models import Enterprise, User
from jobs.models import Job, JobState
from reports.models import Language, ReportFile, Variant
from reports.services import reports as services
from tests.assessment.factories import make_snapshot
from tests.jobs.workers import workers
from tests.library import load_committed_library
from tests.standards.fixtures import make_published

SECTORS = ("machinery", "auto", "general")


@pytest.mark.workers
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_reports_outlive_a_killed_worker_and_are_made_once_each(
    tmp_path: Path, firm: Enterprise, bob: User
) -> None:
    """Killed with its children, over files. `tests/jobs/test_workers.py` has the other ways."""
    make_published()
    load_committed_library()
    snapshot = make_snapshot(enterprise=firm)
    with workers(tmp_path, broker="filesystem://", lease_seconds=8) as pool:
        for sector in SECTORS:
            report = services.request_report(
                snapshot=snapshot,
                variant=Variant.STANDARD,
                language=Language.CHINESE,
                sector=sector,
                by=bob,
                at=timezone.now(),
            )
            pool.wake(report.job)
        pool.start()
        pool.wait_for_arrival()
        pool.kill()
        pool.start()
        pool.open_gate()
        pool.wait_until_over()
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
    assert sorted(ReportFile.objects.values_list("report__sector", flat=True)) == sorted(SECTORS)
