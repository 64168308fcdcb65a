"""The end of the main job, short enough to be walked on both databases: last section, result, report."""

from pathlib import Path

import pytest

from assessment.models import Answer
from enterprises.models import Enterprise, User
from tests.assessment.factories import make_assessment
from tests.jobs.workers import workers
from tests.journeys import steps
from tests.journeys.conftest import Welcome

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.sqlite]
LAST = "O4"


def test_the_last_section_leads_to_the_report(
    welcome: Welcome, tmp_path: Path, firm: Enterprise, alice: User
) -> None:
    draft = make_assessment(enterprise=firm)
    Answer.objects.filter(assessment=draft, code__in=steps.section_items(LAST)).delete()
    visitor = welcome(width=360)
    with workers(tmp_path, broker="filesystem://") as pool:
        pool.start()
        steps.sign_in(visitor, str(alice.email))
        visitor.page.goto(f"/a/{draft.public_id}/section/{LAST}/")
        steps.fill_rest(visitor)
        steps.go_to_check(visitor)
        steps.submit(visitor)
        steps.make_report(visitor, pool)
    steps.download(visitor)
