"""Whom a published mistake concerns, and that each firm is told of it once, whatever happens."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.core import mail
from pytest_django import Settings

from assessment.models import About, DefectNotice
from assessment.selectors.errata import TRIES, find_erratum, firms_with_defects, untold_firms
from assessment.services import correct, submit
from assessment.services.telling import queue_telling
from assessment.tasks import tell_of_defects
from config.celery import SWEEPS, app
from enterprises.models import Enterprise, User
from jobs.models import Job, JobState
from jobs.tasks import run_job
from standards.models import Defect, Revision
from standards.services import link_correction, mark_defective
from tests.assessment.factories import DECLARATION, make_assessment, make_snapshot
from tests.domain.revisions import revision
from tests.people import AT, make_enterprise, make_user
from tests.standards.fixtures import make_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
LATER = AT + timedelta(days=1)
BACKEND = "tests.assessment.mail.Unwilling"


def defective(reason: str = "第 12 题的权重写反了") -> Defect:
    return mark_defective(revision=Revision.objects.get(number=1), reason=reason, by=None, at=AT)


def corrected(defect: Defect, number: int = 2) -> Revision:
    right = make_published(standard=revision("weights", number=number))
    link_correction(defect=defect, corrected_by=right, by=None, at=LATER)
    return right


# --- What is wrong --------------------------------------------------------------------------------


def test_a_sound_revision_has_no_erratum(load_2024: Revision) -> None:
    assert find_erratum(load_2024) is None


def test_the_last_sound_revision_of_a_chain_corrects(load_2024: Revision) -> None:
    first = defective()
    erratum = find_erratum(load_2024)
    assert erratum is not None
    assert (erratum.defect, erratum.corrected_by) == (first, None)
    second = corrected(first)
    assert find_erratum(load_2024).corrected_by == second  # type: ignore[union-attr]
    again = mark_defective(revision=second, reason="还是错", by=None, at=LATER)
    erratum = find_erratum(load_2024)
    assert erratum is not None
    assert (erratum.defect, erratum.corrected_by) == (first, None)
    third = corrected(again, number=3)
    assert find_erratum(load_2024).corrected_by == third  # type: ignore[union-attr]
    assert find_erratum(second).corrected_by == third  # type: ignore[union-attr]


def test_a_firm_is_concerned_by_its_draft_and_by_its_newest_result(alice: User, firm: Enterprise) -> None:
    drafting, resting, moved_on = firm, make_enterprise(owner=alice), make_enterprise(owner=alice)
    make_enterprise()  # of somebody else
    make_assessment(enterprise=drafting)
    make_snapshot(enterprise=resting)
    make_snapshot(enterprise=moved_on)
    assert firms_with_defects(alice) == frozenset()
    corrected(defective())
    make_snapshot(enterprise=moved_on, at=LATER)  # under the correction
    assert firms_with_defects(alice) == {drafting.pk, resting.pk}


# --- Telling --------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _mail(settings: Settings) -> None:
    settings.MAIL_CONFIGURED = True


def tell() -> None:
    """Do what the worker's timer and the worker do."""
    for job in queue_telling(at=LATER):
        run_job(job_id=job.pk)


def recipients() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def test_owners_of_drafts_and_results_are_told_once(firm: Enterprise, alice: User, bob: User) -> None:
    make_assessment(enterprise=firm)
    other = make_snapshot().assessment.enterprise
    make_enterprise()  # nothing under that revision
    defective()
    tell()
    tell()
    assert recipients() == sorted(["alice@example.com", str(other.created_by.email)])
    message = next(message for message in mail.outbox if message.to == ["alice@example.com"])
    assert message.subject == "【数阶】勘误：示例机械有限公司所用的评测指标登记有误"
    assert "第 12 题的权重写反了" in message.body
    assert "修订 1" in message.body
    assert DefectNotice.objects.filter(mailed_at__isnull=False).count() == 2


def test_they_are_told_once_more_when_the_correction_is_there(firm: Enterprise, alice: User) -> None:
    make_snapshot(enterprise=firm)
    defect = defective()
    tell()
    corrected(defect)
    tell()
    tell()
    assert [message.subject for message in mail.outbox] == [
        "【数阶】勘误：示例机械有限公司所用的评测指标登记有误",
        "【数阶】更正已发布：示例机械有限公司的评测结果可以查看重算",
    ]
    assert "修订 2" in mail.outbox[1].body


def test_who_comes_later_is_told_later(firm: Enterprise) -> None:
    make_snapshot(enterprise=firm)
    defective()
    tell()
    make_snapshot()
    tell()
    assert len(mail.outbox) == 2


def test_results_that_were_corrected_and_owners_without_mail_are_left_out(
    alice: User, firm: Enterprise
) -> None:
    old = make_snapshot(enterprise=firm)
    draft = correct(snapshot=old, reason="填错", by=alice, at=AT)
    submit(assessment=draft, declaration=DECLARATION, by=alice, at=AT)
    make_snapshot(enterprise=make_enterprise(owner=make_user(email=None, phone="13800138001")))
    defect = defective()
    assert list(untold_firms(defect, About.DEFECT)) == [firm]  # by the correction, once


def test_many_firms_are_told_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.tasks.telling.PART", 2)
    for _ in range(3):
        make_assessment(answered="none")
    defective()
    tell()
    assert len(mail.outbox) == 2
    tell()
    assert len(set(recipients())) == 3
    assert queue_telling(at=LATER) == []


def test_a_job_that_was_interrupted_goes_on_where_it_was(firm: Enterprise) -> None:
    told = make_assessment(answered="none").enterprise
    make_assessment(enterprise=firm, answered="none")
    defect = defective()
    DefectNotice.objects.create(defect=defect, about=About.DEFECT, enterprise=told, tries=1, mailed_at=AT)
    tell()
    assert recipients() == ["alice@example.com"]


def test_mail_that_cannot_be_sent_is_tried_again_after_a_while(firm: Enterprise, settings: Settings) -> None:
    make_assessment(enterprise=firm, answered="none")
    defective()
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BACKEND
    tell()
    job = Job.objects.get()
    assert job.state == JobState.FAILED
    assert DefectNotice.objects.get().mailed_at is None
    assert job.finished_at is not None
    soon, later = job.finished_at + timedelta(minutes=50), job.finished_at + timedelta(minutes=61)
    assert queue_telling(at=soon) == []
    settings.EMAIL_BACKEND = works
    (again,) = queue_telling(at=later)
    run_job(job_id=again.pk)
    assert recipients() == ["alice@example.com"]


def test_an_address_that_never_works_is_given_up(firm: Enterprise) -> None:
    make_assessment(enterprise=firm, answered="none")
    defect = defective()
    DefectNotice.objects.create(defect=defect, about=About.DEFECT, enterprise=firm, tries=TRIES)
    assert queue_telling(at=LATER) == []


def test_two_timers_make_one_job(firm: Enterprise) -> None:
    make_assessment(enterprise=firm, answered="none")
    defective()
    (first,) = queue_telling(at=LATER)
    assert queue_telling(at=LATER) == []
    assert Job.objects.get() == first


def test_without_a_mail_server_nothing_is_queued(firm: Enterprise, settings: Settings) -> None:
    settings.MAIL_CONFIGURED = False
    make_assessment(enterprise=firm, answered="none")
    defective()
    tell_of_defects()
    assert not Job.objects.exists()
    settings.MAIL_CONFIGURED = True
    tell_of_defects()
    assert Job.objects.count() == 1


@pytest.mark.parametrize("sweep", SWEEPS)
def test_what_the_workers_timer_sends_is_where_a_worker_looks_for_it(sweep: str) -> None:
    """Celery loads `tasks` of each app, not what lies within: the checks at its start may be off."""
    tasks = import_module(f"{sweep.partition('.')[0]}.tasks")
    assert sweep in {getattr(named, "name", None) for named in vars(tasks).values()}
    assert sweep in app.tasks
