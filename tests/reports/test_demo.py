"""The invented firms of `run --demo`."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from assessment.models import Assessment, AssessmentState, Snapshot
from assessment.selectors.answers import read_snapshot
from enterprises.models import Enterprise
from reports.services.demo import load_demo, request_demo_reports
from tests.people import AT

pytestmark = pytest.mark.usefixtures("shared_library", "db")


def test_three_firms_of_different_levels_each_with_a_login_and_a_report() -> None:
    logins, reports = load_demo(at=AT), request_demo_reports(at=AT)
    levels = {read_snapshot(snapshot).result["level"] for snapshot in Snapshot.objects.all()}
    assert len(levels) == len(logins) == len(reports) == 3
    assert {report.snapshot for report in reports} == set(Snapshot.objects.all())
    assert {firm.is_demo for firm in Enterprise.objects.all()} == {True}
    assert all(login.enterprise.endswith("（演示）") for login in logins)
    for login in logins:
        assert Client().login(username=login.email, password=login.password)


def test_one_of_them_is_being_filled() -> None:
    load_demo(at=AT)
    assert Assessment.objects.filter(state=AssessmentState.DRAFT).count() == 1


def test_loading_twice_makes_nothing_twice_and_gives_new_passwords() -> None:
    first, reports = load_demo(at=AT), request_demo_reports(at=AT)
    second = load_demo(at=AT)
    assert Enterprise.objects.count() == Snapshot.objects.count() == 3
    assert request_demo_reports(at=AT) == reports
    assert first[0].password != second[0].password


def test_it_is_refused_in_production(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="演示数据不能载入正式环境"):
        call_command("load_demo")
