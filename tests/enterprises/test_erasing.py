"""A firm is erased: all rows and files that are its own, and nothing else; what stays is a tombstone."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessment.models import Assessment, Snapshot
from assessment.services import correct, submit
from audit.models import Record
from config.settings import ACCOUNT_RATE_LIMITS
from enterprises import tasks
from enterprises.domain.erasure import results_digest
from enterprises.models import Enterprise, ErasedNumber, Invitation, Role, Tombstone, User, private_storage
from enterprises.selectors.erasing import list_due_firms
from enterprises.services.accounts import delete_account
from enterprises.services.erasing import agree_to_erase, ask_to_erase, cancel_erasure, erase, erase_if_due
from enterprises.services.invitations import invite
from enterprises.services.members import change_role, hand_over, remove_member
from enterprises.services.verifying import ask_for_verification
from tests.assessment.factories import DECLARATION, make_guest_link, make_proof, make_remark, make_snapshot
from tests.people import AT, PASSWORD, make_enterprise, make_member, make_user
from tests.plans.factories import first_step, make_effect, make_file, make_followed, make_package, make_quote
from tests.urls.asking import all_tables, count_rows
from tests.urls.world import make_api_token, make_report, make_statement

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
Settings = Any
OnCommit = Callable[..., Any]


class Full(NamedTuple):
    """A firm with one of everything, what its numbers are, and what it has submitted."""

    firm: Enterprise
    report: str
    statement: str
    payloads: list[str]


def make_full(owner: User) -> Full:
    firm = make_enterprise(owner=owner)
    first = make_snapshot(enterprise=firm)
    make_guest_link(first.assessment)
    make_remark(first.assessment)
    make_proof(first.assessment)
    plan = make_followed(snapshot=first)
    make_file(plan=plan, step=first_step(plan))
    make_effect(plan=plan)
    make_package(plan)
    make_quote(firm)
    make_api_token(firm.memberships.get())
    picture = ContentFile(b"%PDF-1.7 licence", name="a.pdf")
    ask_for_verification(enterprise=firm, picture=picture, by=owner, at=AT, on=AT.date())
    report, statement = make_report(first).number, make_statement(first).number
    again = correct(snapshot=first, reason="数字有误", by=owner, at=AT)
    second = submit(assessment=again, declaration=DECLARATION, by=owner, at=AT)
    return Full(firm, report, statement, [first.payload, second.payload])


def files() -> list[str]:
    found, storage, folders = list[str](), private_storage(), [""]
    while folders:
        folder = folders.pop()
        deeper, names = storage.listdir(folder)
        found += [f"{folder}{name}" for name in names]
        folders += [f"{folder}{name}/" for name in deeper]
    return sorted(found)


def test_everything_of_the_firm_goes_and_nothing_else(
    client: Client, django_capture_on_commit_callbacks: OnCommit, mailoutbox: Any
) -> None:
    owner = make_user(email="wang@example.com")
    make_report(make_snapshot(enterprise=make_enterprise(owner=owner)))  # another one, which stays
    rows, stored = count_rows(all_tables()), files()
    full = make_full(owner)
    make_member(enterprise=full.firm, user=make_user(email="li@example.com"), role=Role.VIEWER)
    assert len(files()) == len(stored) + 5
    with django_capture_on_commit_callbacks(execute=True):
        erase(enterprise=full.firm, by=owner, at=AT)
    connection.check_constraints()
    gained = {table: n - rows[table] for table, n in count_rows(all_tables()).items() if n != rows[table]}
    assert gained.pop("audit_record") > 0
    assert gained == {
        "audit_logstate": 1,
        "enterprises_tombstone": 1,
        "enterprises_erasednumber": 2,
        "enterprises_user": 1,
    }
    assert files() == stored
    [mail] = mailoutbox
    assert (mail.to, mail.bcc, "已删除" in mail.subject) == ([], ["wang@example.com", "li@example.com"], True)
    assert Record.objects.filter(action="deleted", subject=str(full.firm.public_id), by=owner.pk).exists()


def test_a_file_that_the_store_does_not_remove_keeps_no_other_from_going(
    alice: User,
    firm: Enterprise,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    def remove(name: str) -> None:
        asked.append(name)
        if len(asked) == 1:
            raise OSError

    asked = list[str]()
    plan = make_followed(enterprise=firm)
    held = {str(make_file(plan=plan, content=b"%PDF-" + sign).file.name) for sign in (b"a", b"b")}
    monkeypatch.setattr(private_storage(), "delete", remove)
    with django_capture_on_commit_callbacks(execute=True):
        erase(enterprise=firm, by=alice, at=AT)
    assert set(asked) == held


def test_what_stays_says_when_and_of_what_and_not_whose(client: Client) -> None:
    full = make_full(make_user())
    erase(enterprise=full.firm, by=None, at=AT)
    stone = Tombstone.objects.get()
    assert (stone.public_id, stone.erased_at, stone.results) == (full.firm.public_id, AT, 2)
    assert stone.digest == results_digest(reversed(full.payloads))
    assert full.firm.name not in str(Tombstone.objects.values().get())
    for name, number in (("reports:check", full.report), ("reports:statement", full.statement)):
        page = client.get(reverse(name, args=[number]))
        assert (page.status_code, "2026-03-02" in page.content.decode()) == (410, True), name
        assert "已删除" in page.content.decode()
        assert full.firm.name not in page.content.decode()
    assert client.get(reverse("reports:check", args=["2222-2222-2222-2222"])).status_code == 404
    assert not ErasedNumber.objects.filter(digest__contains=full.report[:4]).exists()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM assessment_snapshot",
        "UPDATE assessment_snapshot SET payload = ''",
        "DELETE FROM enterprises_tombstone",
        "UPDATE enterprises_tombstone SET firm = firm + 1",
        (
            "INSERT INTO enterprises_tombstone (firm, public_id, registered_at, erased_at, results, digest)"
            " SELECT 99999, '00000000000000000000000000000001', registered_at, erased_at, 0, ''"
            " FROM enterprises_tombstone"
        ),
        "DELETE FROM enterprises_erasednumber",
    ],
)
def test_the_door_lets_only_rows_of_an_erased_firm_go(sql: str) -> None:
    """One firm is erased, another one is there: none of its rows passes."""
    make_snapshot(enterprise=make_enterprise())
    gone = make_snapshot(enterprise=make_enterprise())
    make_report(gone)
    erase(enterprise=gone.assessment.enterprise, by=None, at=AT)
    with pytest.raises(IntegrityError, match="frozen: "), transaction.atomic():
        connection.cursor().execute(sql)


def test_nothing_goes_because_it_was_moved_to_a_firm_erased_long_ago() -> None:
    kept = make_snapshot(enterprise=make_enterprise())
    erase(enterprise=make_snapshot(enterprise=make_enterprise()).assessment.enterprise, by=None, at=AT)
    Assessment.objects.update(enterprise=Tombstone.objects.get().firm)  # looked at when all this ends
    with pytest.raises(IntegrityError, match="frozen: "), transaction.atomic():
        Snapshot.objects.filter(pk=kept.pk)._raw_delete("default")
    Assessment.objects.update(enterprise=kept.assessment.enterprise)


# --- Waiting, consent, cancelling ---------------------------------------------------------------


def ask(client: Client, firm: Enterprise, do: str = "ask", password: str = PASSWORD) -> Any:
    return client.post(
        reverse("enterprises:erasure", args=[firm.public_id]), {"do": do, "password": password}
    )


def due(later: int) -> list[Enterprise]:
    return list(list_due_firms(timezone.now() + later * DAY))


def test_an_owner_alone_asks_and_it_goes_after_the_wait(
    client: Client, alice: User, firm: Enterprise, settings: Settings
) -> None:
    settings.ERASE_DAYS = 14
    client.force_login(alice)
    assert "密码不正确" in ask(client, firm, password="wrong").content.decode()
    ask(client, firm)
    assert (due(13), due(15)) == ([], [firm])
    tasks.erase_due_firms()
    assert Enterprise.objects.filter(pk=firm.pk).exists()
    for name in ("enterprises:profile", "enterprises:members", "assessment:overview"):
        assert "查看或取消" in client.get(reverse(name, args=[firm.public_id])).content.decode()
    Enterprise.objects.update(erase_due_at=timezone.now())
    tasks.erase_due_firms()
    assert Tombstone.objects.get().by == alice.pk
    assert not Enterprise.objects.exists()


def test_who_guesses_the_password_in_a_session_left_open_is_slowed(
    client: Client, alice: User, firm: Enterprise, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS
    client.force_login(alice)
    for _time in range(10):
        ask(client, firm, password="wrong")
    account = {"name": "", "email": "eve@example.com", "phone": "", "password": PASSWORD}
    for page in (ask(client, firm), client.post(reverse("enterprises:account"), account)):
        assert "操作过于频繁" in page.content.decode()
    alice.refresh_from_db()
    assert (due(15), alice.email) == ([], "alice@example.com")


def test_where_another_one_fills_in_one_of_them_agrees_first(
    client: Client, alice: User, bob: User, victor: User, firm: Enterprise, mailoutbox: Any
) -> None:
    client.force_login(alice)
    ask(client, firm)
    assert ask(client, firm, "agree").status_code == 403
    client.force_login(victor)
    assert ask(client, firm, "agree").status_code == 403
    assert ask(client, firm, "cancel").status_code == 403
    assert due(15) == []
    client.force_login(bob)
    assert "同意删除" in client.get(reverse("enterprises:erasure", args=[firm.public_id])).content.decode()
    ask(client, firm, "agree")
    assert due(15) == [firm]
    ask(client, firm, "cancel")
    assert due(15) == []
    said = list(Record.objects.order_by("number").values_list("action", "by"))
    assert said[-3:] == [
        ("erasure_asked", alice.pk),
        ("erasure_agreed", bob.pk),
        ("erasure_cancelled", bob.pk),
    ]


@pytest.mark.parametrize("taken_away", ["removed", "made a viewer"])
def test_who_takes_the_only_editor_away_waits_for_a_quarter(
    taken_away: str, client: Client, alice: User, bob: User, firm: Enterprise
) -> None:
    member, at = firm.memberships.get(user=bob), timezone.now()
    if taken_away == "removed":
        remove_member(membership=member, by=alice, at=at)
    else:
        change_role(membership=member, role=Role.VIEWER, by=alice, at=at)
    client.force_login(alice)
    ask(client, firm)
    page = client.get(reverse("enterprises:erasure", args=[firm.public_id])).content.decode()
    assert f"{timezone.localdate(at + 90 * DAY)} 以后才删除" in page
    assert (due(89), due(91)) == ([], [firm])


@pytest.fixture
def newcomer(firm: Enterprise) -> User:
    """A second account of the owner's, say; the others have been there for long."""
    firm.memberships.update(added_at=timezone.now() - 100 * DAY)
    user = make_user(email="new@example.com")
    make_member(enterprise=firm, user=user, role=Role.EDITOR)
    firm.memberships.filter(user=user).update(added_at=timezone.now())
    return user


@pytest.mark.parametrize("way", ["the newcomer agrees", "the newcomer asks"])
def test_nobody_who_has_just_come_stands_for_an_editor_who_was_removed(
    way: str, client: Client, alice: User, bob: User, firm: Enterprise, newcomer: User
) -> None:
    remove_member(membership=firm.memberships.get(user=bob), by=alice, at=timezone.now())
    asks, agrees = alice, newcomer
    if way == "the newcomer asks":
        successor = firm.memberships.get(user=newcomer)
        hand_over(enterprise=firm, successor=successor, by=alice, at=timezone.now())
        asks, agrees = newcomer, alice
    ask_to_erase(enterprise=firm, by=asks, at=timezone.now())
    client.force_login(agrees)
    address = reverse("enterprises:erasure", args=[firm.public_id])
    assert "都须加入满 90 天" in client.get(address).content.decode()
    assert client.post(address, {"do": "agree"}).status_code == 403
    firm.memberships.update(added_at=timezone.now() - 100 * DAY)
    assert client.post(address, {"do": "agree"}).status_code == 302
    assert due(15) == [firm]


@pytest.mark.parametrize(("whose", "counts"), [("newcomer", False), ("bob", True)])
def test_a_consent_of_before_an_editor_was_removed_is_that_ones_own_or_none(
    whose: str, *, counts: bool, alice: User, bob: User, firm: Enterprise, newcomer: User
) -> None:
    ask_to_erase(enterprise=firm, by=alice, at=timezone.now())
    agree_to_erase(enterprise=firm, by=bob if whose == "bob" else newcomer, at=timezone.now())
    remove_member(membership=firm.memberships.get(user=bob), by=alice, at=timezone.now())
    assert due(15) == ([firm] if counts else [])


@pytest.mark.parametrize(
    ("days", "is_alone", "said"), [(1, True, True), (1, False, False), (91, False, False)]
)
def test_no_day_is_named_where_an_editor_has_to_agree_on_any_day(
    days: int, *, is_alone: bool, said: bool, client: Client, alice: User, bob: User, firm: Enterprise
) -> None:
    if is_alone:
        firm.memberships.filter(user=bob).delete()
    Enterprise.objects.update(editor_removed_at=timezone.now() - days * DAY)
    client.force_login(alice)
    page = client.get(reverse("enterprises:erasure", args=[firm.public_id])).content.decode()
    assert "还须一位填报员同意" in page
    assert ("90 天内有填报员被移除" in page) == said


@pytest.mark.parametrize("who", ["a viewer", "an editor who leaves"])
def test_others_who_go_are_waited_for_no_longer(who: str, alice: User, bob: User, firm: Enterprise) -> None:
    member = firm.memberships.get(user=bob)
    if who == "a viewer":
        firm.memberships.filter(user=bob).update(role=Role.VIEWER)
    remove_member(membership=member, by=alice if who == "a viewer" else bob, at=timezone.now())
    ask_to_erase(enterprise=firm, by=alice, at=AT)
    assert due(0) == [firm]


def test_all_members_are_told_in_mails_that_show_nobody(
    alice: User, bob: User, firm: Enterprise, django_capture_on_commit_callbacks: OnCommit, mailoutbox: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_to_erase(enterprise=firm, by=alice, at=AT)
        assert not ask_to_erase(enterprise=firm, by=alice, at=AT)
        assert cancel_erasure(enterprise=firm, by=bob, at=AT)
        assert not cancel_erasure(enterprise=firm, by=bob, at=AT)
    asked, cancelled = mailoutbox
    assert asked.bcc == cancelled.bcc == ["alice@example.com", "bob@example.com"]
    assert ("王爱丽" in asked.body, "2026-03-16" in asked.body, "填报员登录后同意" in asked.body) == 3 * (
        True,
    )
    assert "不再删除" in cancelled.subject


def test_who_asked_does_not_agree_after_handing_over(alice: User, bob: User, firm: Enterprise) -> None:
    ask_to_erase(enterprise=firm, by=alice, at=AT)
    hand_over(enterprise=firm, successor=firm.memberships.get(user=bob), by=alice, at=AT)
    assert not agree_to_erase(enterprise=firm, by=alice, at=AT)
    firm.refresh_from_db()
    assert firm.erase_agreed_by is None


def test_what_is_cancelled_at_the_last_moment_stays(alice: User, firm: Enterprise) -> None:
    ask_to_erase(enterprise=firm, by=alice, at=AT)
    [seen] = list_due_firms(AT + 20 * DAY)
    cancel_erasure(enterprise=firm, by=alice, at=AT)
    assert erase_if_due(enterprise=seen, at=AT + 20 * DAY) is None
    assert Enterprise.objects.get() == firm


def test_a_firm_whose_last_member_leaves_goes_after_a_while(
    client: Client, alice: User, firm: Enterprise, settings: Settings
) -> None:
    settings.LEFT_FIRM_DAYS = 180
    make_snapshot(enterprise=firm)
    invite(enterprise=firm, role=Role.EDITOR, label="", until=AT + DAY, by=alice, at=AT)
    client.force_login(alice)
    page = client.get(reverse("enterprises:delete_account")).content.decode()
    assert (firm.name in page, "180 天后" in page) == (True, True)
    delete_account(user=alice, at=timezone.now())
    assert (due(179), due(181)) == ([], [firm])
    assert not Invitation.objects.exists()  # else somebody could still join what nobody looks after


# --- The command --------------------------------------------------------------------------------


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("erase_firm", *args, stdout=out)
    return out.getvalue()


def test_the_command_says_what_would_go_and_then_does_it() -> None:
    firm = make_snapshot(enterprise=make_enterprise()).assessment.enterprise
    said = run(firm.uscc)
    assert ("assessment.Snapshot: 1" in said, "nothing has been done" in said) == (True, True)
    twin = make_enterprise()
    with pytest.raises(CommandError, match=str(twin.public_id)):
        run(firm.uscc, "--yes")
    assert "1 results" in run(str(firm.public_id), "--yes")
    assert list(Enterprise.objects.all()) == [twin]
    with pytest.raises(CommandError, match="no firm"):
        run(str(firm.public_id), "--yes")
