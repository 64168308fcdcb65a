"""Whom mail reminds of which steps: each once before the last day and once after it, whatever happens."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from enterprises.models import Enterprise, User
from jobs.models import Job, JobState
from jobs.tasks import run_job
from plans.domain import kept
from plans.models import KeptPlan, Reminder, Step
from plans.selectors.reminders import TRIES, unreminded_steps
from plans.services import close_plan
from plans.services.reminding import queue_reminders
from plans.tasks import reminders as tasks
from plans.wording.jobs import REMINDERS_NOT_SENT
from tests.people import AT, make_enterprise, make_user
from tests.plans.factories import make_followed, make_plan
from tests.plans.following import change, complete, due, only

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
BACKEND = "tests.assessment.mail.Unwilling"


def today() -> date:
    return timezone.localdate()


def days(count: int) -> date:
    return today() + timedelta(days=count)


@pytest.fixture(autouse=True)
def _mail(settings: Settings) -> None:
    settings.MAIL_CONFIGURED = True


@pytest.fixture
def step(firm: Enterprise) -> Step:
    """The only open step of Alice's firm, due in a week."""
    return only(make_followed(enterprise=firm), days(7))[0]


def remind() -> None:
    """Do what the worker's timer and the worker do."""
    job = queue_reminders(today=today(), at=timezone.now())
    if job is not None:
        run_job(job_id=job.pk)


def recipients() -> list[str]:
    return sorted(message.to[0] for message in mail.outbox)


def test_a_step_due_within_a_week_is_reminded_of_once(step: Step) -> None:
    remind()
    remind()
    (message,) = mail.outbox
    assert message.to == ["alice@example.com"]
    assert message.subject == "【数阶】改进方案有 1 步即将到期"
    title = kept.titles(step.plan.content)[step.code].zh
    assert f"- 示例机械有限公司：{title}，截止 {days(7).isoformat()}（7 天后到期）" in message.body
    assert Reminder.objects.get().mailed_at is not None


def test_a_step_due_later_is_not(step: Step) -> None:
    due(step, days(8))
    remind()
    assert not mail.outbox
    assert not Job.objects.exists()


def test_an_overdue_step_is_reminded_of_once_more(step: Step) -> None:
    remind()
    due(step, days(-1))
    remind()
    remind()
    assert [message.subject for message in mail.outbox] == [
        "【数阶】改进方案有 1 步即将到期",
        "【数阶】改进方案有 1 步逾期",
    ]
    assert "逾期 1 天" in mail.outbox[1].body


def test_another_last_day_reminds_anew(step: Step) -> None:
    remind()
    due(step, days(3))
    remind()
    assert len(mail.outbox) == 2


def test_one_person_gets_one_mail_over_all_firms(alice: User, firm: Enterprise) -> None:
    only(make_followed(enterprise=firm), days(-3), days(2))
    only(make_followed(enterprise=make_enterprise(owner=alice, name="另一家有限公司")), days(1))
    remind()
    (message,) = mail.outbox
    lines = [line for line in message.body.splitlines() if line.startswith("- ")]
    assert ["逾期 3 天" in line for line in lines] == [True, False, False]
    assert "另一家有限公司" in lines[1]
    assert Reminder.objects.filter(mailed_at__isnull=False).count() == 3


def test_the_owner_of_a_step_is_reminded_and_nobody_else(step: Step, bob: User) -> None:
    change(step, owner=bob)
    remind()
    assert recipients() == ["bob@example.com"]


@pytest.mark.parametrize("why", ["left the firm", "has no mail", "is no longer active"])
def test_where_no_mail_reaches_the_owner_the_firms_owner_is_reminded(step: Step, why: str) -> None:
    stranger = make_user(email=None, phone="13800138001") if why == "has no mail" else make_user()
    if why != "left the firm":
        step.plan.enterprise.memberships.create(
            user=stranger, role="editor", added_by=step.changed_by, added_at=AT
        )
    if why == "is no longer active":
        type(stranger).objects.filter(pk=stranger.pk).update(is_active=False)
    change(step, owner=stranger)
    remind()
    assert recipients() == ["alice@example.com"]


def test_where_mail_reaches_nobody_nothing_is_queued(firm: Enterprise, alice: User) -> None:
    only(make_followed(enterprise=firm), days(1))
    User.objects.filter(pk=alice.pk).update(email=None, phone="13800138001")
    assert queue_reminders(today=today(), at=AT) is None


def test_what_is_done_dropped_or_not_followed_reminds_nobody(step: Step, alice: User) -> None:
    make_plan(snapshot=step.plan.snapshot)
    complete(step.plan, step.code, on=today())
    assert not unreminded_steps(today()).exists()
    change(step, state="to_do", done_on=None)
    assert unreminded_steps(today()).exists()
    close_plan(plan=step.plan, state="stopped", by=alice, at=AT)  # type: ignore[arg-type]
    assert not unreminded_steps(today()).exists()


def test_many_people_are_reminded_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plans.tasks.reminders.PART", 1)
    for _ in range(2):
        only(make_followed(), days(1))
    remind()
    assert len(mail.outbox) == 1
    remind()
    assert len(set(recipients())) == 2
    assert queue_reminders(today=today(), at=timezone.now()) is None


def test_a_job_that_was_interrupted_goes_on_where_it_was(step: Step) -> None:
    told = only(make_followed(), days(1))[0]
    Reminder.objects.create(step=told, due_on=told.due_on, tries=1, mailed_at=AT)
    remind()
    assert recipients() == ["alice@example.com"]


def test_mail_that_cannot_be_sent_is_tried_again_after_a_while(step: Step, settings: Settings) -> None:
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, BACKEND
    remind()
    job = Job.objects.get()
    assert (job.state, job.error) == (JobState.FAILED, REMINDERS_NOT_SENT)
    assert Reminder.objects.get().tries == 1
    assert job.finished_at is not None
    assert queue_reminders(today=today(), at=job.finished_at + timedelta(minutes=50)) is None
    settings.EMAIL_BACKEND = works
    again = queue_reminders(today=today(), at=job.finished_at + timedelta(minutes=61))
    assert again is not None
    run_job(job_id=again.pk)
    assert recipients() == ["alice@example.com"]


def test_an_address_that_never_works_is_given_up(step: Step) -> None:
    Reminder.objects.create(step=step, due_on=step.due_on, tries=TRIES)
    assert queue_reminders(today=today(), at=AT) is None


def test_two_timers_make_one_job(step: Step) -> None:
    first = queue_reminders(today=today(), at=AT)
    assert queue_reminders(today=today(), at=AT) is None
    assert Job.objects.get() == first


@pytest.mark.parametrize(("hour", "jobs"), [(7, 0), (8, 1), (23, 1)])
def test_mail_is_sent_by_day(step: Step, monkeypatch: pytest.MonkeyPatch, hour: int, jobs: int) -> None:
    there = datetime.combine(today(), datetime.min.time(), tzinfo=UTC) + timedelta(hours=hour - 8)
    monkeypatch.setattr("django.utils.timezone.now", lambda: there)  # Shanghai is eight hours ahead
    tasks.remind_of_steps()
    assert Job.objects.count() == jobs


def test_without_a_mail_server_nothing_is_queued(step: Step, settings: Settings) -> None:
    settings.MAIL_CONFIGURED = False
    tasks.remind_of_steps()
    assert not Job.objects.exists()


def test_a_look_takes_one_query(plan_rested: KeptPlan, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert queue_reminders(today=today(), at=AT) is None


@pytest.fixture
def plan_rested(firm: Enterprise) -> KeptPlan:
    """A followed plan of which nothing is due."""
    plan = make_followed(enterprise=firm)
    only(plan, days(30))
    return plan
