"""`manage.py prepare` may be repeated, and shows a password once."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from pytest_django import Settings

from config.groups import PUBLISHER
from config.management.commands.prepare import FIRST_ADMIN
from config.static_files import STAMP, digest_of_sources
from enterprises.models import User
from roadmap.models import Sector
from standards.models import Revision
from standards.services import publish
from tests.library import load_committed_library
from tests.people import AT, make_user
from tests.standards.fixtures import published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def stamp(settings: Settings, tmp_path: Path) -> Path:
    """What says that static files were collected and have not changed."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    stamp = settings.STATIC_ROOT / STAMP
    stamp.write_text(digest_of_sources(), encoding="utf-8")
    return stamp


@pytest.fixture
def loaded(db: None) -> None:
    """Standard and roadmaps, as the last time left them."""
    published()
    load_committed_library()


def prepare(**options: bool) -> str:
    output = StringIO()
    call_command("prepare", stdout=output, **options)
    return output.getvalue()


@pytest.mark.usefixtures("loaded")
def test_the_first_administrator_is_shown_once_and_can_sign_in() -> None:
    assert prepare() == ""
    assert not User.objects.exists()  # nobody asked
    lines = prepare(first_admin=True).split()
    password = lines[lines.index("password") + 1]
    assert FIRST_ADMIN in lines
    assert prepare(first_admin=True) == ""
    assert User.objects.get(is_superuser=True).check_password(password)
    response = Client().post("/accounts/login/", {"login": FIRST_ADMIN, "password": password})
    assert response.status_code == 302


def test_in_production_the_roadmaps_wait_for_the_standard_and_no_administrator_is_made(
    settings: Settings,
) -> None:
    settings.PRODUCTION = True
    assert "The standard miit-sme-2024 is a draft" in prepare(first_admin=True)
    assert not User.objects.exists()
    draft = Revision.objects.get()
    assert (draft.state, Sector.objects.count()) == ("draft", 0)
    publish(revision=draft, by=make_user(), at=AT, note="首次发布")
    assert prepare() == ""
    assert Sector.objects.exists()


def test_what_the_installation_lacks_is_said_before_anything_is_written(settings: Settings) -> None:
    settings.JOB_LEASE_SECONDS = settings.CELERY_TASK_TIME_LIMIT
    with pytest.raises(SystemCheckError, match=r"shujie\.E008"):
        call_command("prepare", skip_checks=False)
    assert not Revision.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_permissions_that_an_attempt_left_out_are_made_though_nothing_is_to_be_migrated() -> None:
    Permission.objects.filter(codename="publish_sector").delete()
    prepare()
    assert Group.objects.get(name=PUBLISHER.name).permissions.filter(codename="publish_sector").exists()


def test_the_demonstration_is_refused_in_production(settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="--demo is refused in production mode"):
        prepare(demo=True)


@pytest.mark.usefixtures("loaded")
def test_what_no_report_can_be_made_with_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING = settings.SIGNING | {"key": str(tmp_path / "nowhere.p12")}
    with pytest.raises(CommandError, match=r"Reports cannot be made: SHUJIE_SIGNING_KEY: cannot read"):
        prepare()
