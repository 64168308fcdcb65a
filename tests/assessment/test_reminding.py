"""Whom mail reminds of what waits for them in a draft: each thing once, one mail a day."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from assessment.domain.working import SectionStep
from assessment.models import Assessment, Remark, SectionWork
from assessment.services import add_remark, assign_section, settle_remark, take_step
from assessment.services.reminding import queue_reminders
from assessment.tasks import reminding as tasks
from enterprises.models import Enterprise, JoinRequest, Membership, Role, User
from enterprises.services.members import ask_to_join
from jobs.models import JobState
from jobs.tasks import run_job
from tests.assessment.factories import make_assessment
from tests.people import make_enterprise, make_member, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]


@pytest.fixture
def draft(firm: Enterprise, alice: User) -> Assessment:
    return make_assessment(enterprise=firm, answered="none", by=alice)


def ask(draft: Assessment, who: User, text: str = "请核对", *, by: User) -> object:
    return add_remark(assessment=draft, code="F05", text=text, asked=who, by=by, at=timezone.now())


def assign(draft: Assessment, section: str, who: User, *, by: User) -> None:
    assign_section(assessment=draft, section=section, member=who, by=by, at=timezone.now())


def take(draft: Assessment, step: SectionStep, *, by: User, remark: str = "") -> None:
    take_step(assessment=draft, section="F1", step=step, by=by, at=timezone.now(), remark=remark)


def remind(day_begins: datetime | None = None) -> None:
    """Do what the worker's timer and the worker do; by default on a day on which nobody got mail yet."""
    now = timezone.now()
    job = queue_reminders(day_begins=day_begins or now, at=now)
    if job is not None:
        run_job(job_id=job.pk)
        job.refresh_from_db()
        assert job.state == JobState.DONE


@pytest.fixture(autouse=True)
def _every_moment_is_a_new_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_day_begins", lambda now: now)


def test_one_mail_says_all_that_waits_and_says_it_once(draft: Assessment, alice: User, bob: User) -> None:
    ask(draft, bob, by=alice)
    assign(draft, "F1", bob, by=alice)
    ask(draft, alice, by=alice)  # oneself needs no mail
    assign(draft, "F2", alice, by=alice)
    remind()
    remind()
    (message,) = mail.outbox
    assert message.to == ["bob@example.com"]
    assert message.subject == "【数阶】有 2 项等您处理"
    assert f"- 示例机械有限公司：{alice} 请您确认“" in message.body
    assert "：请核对" in message.body
    assert "”交给您填写，约 6 分钟" in message.body  # as in the task list


def test_nobody_gets_a_second_mail_on_a_day(draft: Assessment, alice: User, bob: User) -> None:
    ask(draft, bob, by=alice)
    remind()
    ask(draft, bob, "还有这一题", by=alice)
    remind(timezone.now() - timedelta(hours=1))
    assert len(mail.outbox) == 1
    remind()
    assert "还有这一题" in mail.outbox[1].body
    assert "请核对" not in mail.outbox[1].body


def test_a_returned_section_is_told_anew_and_given_again_to_the_same_is_not(
    draft: Assessment, alice: User, bob: User
) -> None:
    assign(draft, "F1", bob, by=alice)
    remind()
    assign(draft, "F1", bob, by=alice)
    remind()
    take(draft, SectionStep.HAND_IN, by=bob)
    remind()
    assert len(mail.outbox) == 1
    take(draft, SectionStep.RETURN, by=alice, remark="缺合同")
    remind()
    assert "退回了“" in mail.outbox[1].body
    assert "：缺合同" in mail.outbox[1].body


def switch_off(draft: Assessment, who: User) -> None:
    who.wants_reminders = False
    who.save()


def no_address(draft: Assessment, who: User) -> None:
    who.email, who.phone = None, "13700137000"
    who.save()


def becomes_a_viewer(draft: Assessment, who: User) -> None:
    Membership.objects.filter(user=who).update(role=Role.VIEWER)


def settled(draft: Assessment, who: User) -> None:
    for remark in draft.remarks.all():
        settle_remark(remark=remark, by=who, at=timezone.now())
    SectionWork.objects.all().delete()


def closed(draft: Assessment, who: User) -> None:
    draft.remarks.all().delete()
    take(draft, SectionStep.CLOSE, by=draft.started_by)


def submitted(draft: Assessment, who: User) -> None:
    Assessment.objects.filter(pk=draft.pk).update(state="submitted")


@pytest.mark.parametrize(
    "meanwhile",
    [switch_off, no_address, becomes_a_viewer, settled, closed, submitted],
    ids=lambda one: one.__name__,
)
def test_nobody_is_told_in_vain(draft: Assessment, alice: User, bob: User, meanwhile: object) -> None:
    ask(draft, bob, by=alice)
    assign(draft, "F1", bob, by=alice)
    meanwhile(draft, bob)  # type: ignore[operator]
    remind()
    assert not mail.outbox


def test_the_owner_is_told_once_who_asks_to_join(draft: Assessment, alice: User, bob: User) -> None:
    for name, named in (("李敏", "李会计"), ("周强", "")):
        ask_to_join(enterprise=draft.enterprise, named=named, by=make_user(name=name), at=timezone.now())
    ask(draft, alice, by=bob)
    remind()
    remind()
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["alice@example.com"], "【数阶】有 3 项等您处理")
    members = settings.PUBLIC_URL + reverse("enterprises:members", args=[draft.enterprise.public_id])
    for who in ("李会计", "周强"):
        assert f"- 示例机械有限公司：{who} 申请成为成员，请同意或拒绝：{members}" in message.body
    ask(draft, alice, "还有一题", by=bob)
    remind(timezone.now() - timedelta(hours=1))
    JoinRequest.objects.update(told_at=timezone.now())  # of today's mail that alone is left
    Remark.objects.update(told_at=None)
    remind(timezone.now() - timedelta(hours=1))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("meanwhile", [switch_off, no_address])
def test_an_owner_who_gets_no_mail_is_told_of_nobody(
    draft: Assessment, alice: User, meanwhile: Callable[[Assessment, User], None]
) -> None:
    ask_to_join(enterprise=draft.enterprise, named="", by=make_user(name="李敏"), at=timezone.now())
    meanwhile(draft, alice)
    remind()
    assert not mail.outbox


def test_two_people_and_two_firms_are_two_mails(draft: Assessment, alice: User, bob: User) -> None:
    other = make_assessment(enterprise=make_enterprise(), answered="none")
    make_member(enterprise=other.enterprise, user=bob, role=Role.EDITOR)
    ask(draft, bob, by=alice)
    ask(other, bob, "另一家", by=other.started_by)
    assign(draft, "F1", alice, by=bob)
    remind()
    assert sorted(message.to[0] for message in mail.outbox) == ["alice@example.com", "bob@example.com"]
    to_bob = next(message for message in mail.outbox if message.to == ["bob@example.com"])
    assert to_bob.body.count("请您确认") == 2


def test_the_timer_waits_for_the_morning_and_for_a_mail_server(
    draft: Assessment, alice: User, bob: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[int] = []
    monkeypatch.setattr(tasks, "wake", woken.append)
    ask(draft, bob, by=alice)
    for configured, hour, count in ((False, 9, 0), (True, 7, 0), (True, 8, 1)):
        settings.MAIL_CONFIGURED = configured
        at = timezone.localtime(timezone.now()).replace(hour=hour)
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        tasks.remind_of_parts()
        assert len(woken) == count
