"""Two who ask for the same report at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from assessment.models import Snapshot
from enterprises.models import Enterprise, User
from reports.models import Report
from tests.assessment.factories import make_snapshot
from tests.reports.factories import make_report


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    return make_snapshot(enterprise=firm)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_requests_at_the_same_moment_both_get_the_one_report(alice: User, snapshot: Snapshot) -> None:
    together = Barrier(2)

    def request(_number: int) -> int:
        together.wait(timeout=10)
        try:
            return make_report(snapshot, alice, done=False).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(request, range(2)))) == 1
    assert Report.objects.count() == 1
