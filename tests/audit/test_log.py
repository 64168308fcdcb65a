"""The log: only added to, checked, kept for its time, and without anything that anybody typed."""

import csv
import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from api.domain.tokens import Scope
from audit.models import Action, LogState, Record
from audit.models.freezing import frozen_tables
from audit.selectors import find_flaws
from audit.services import coming_from, record, record_once, remove_old
from audit.wording import say
from config import groups
from config.groups import record_settings
from config.management.commands import backup
from enterprises.domain.keys import Change
from enterprises.models import Role, User, VerifiedBy
from enterprises.services.accounts import delete_account
from enterprises.services.members import add_member, change_role, hand_over, remove_member
from tests.enterprises.test_second_factor import activated
from tests.people import AT, PASSWORD, make_enterprise, make_staff, make_user

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def written() -> list[tuple[str, int | None, str, str, str]]:
    rows = Record.objects.order_by("day", "number")
    return [(row.action, row.by, row.kind, row.subject, row.detail) for row in rows]


def check() -> str:
    out = io.StringIO()
    call_command("check_audit_log", stdout=out)
    return out.getvalue()


def fill(days: int) -> None:
    for day in range(days):
        record(Action.SETTINGS, by=None, at=AT + day * DAY)
        record(Action.SETTINGS, by=None, at=AT + day * DAY)


def tamper(sql: str) -> None:
    """Change rows as somebody would who has the database: without its triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER frozen_{name}_audit_record")
        else:
            cursor.execute("ALTER TABLE audit_record DISABLE TRIGGER ALL")
        cursor.execute(sql)


def test_numbers_begin_anew_each_day_and_the_chain_goes_on() -> None:
    fill(2)
    rows = list(Record.objects.order_by("day", "number"))
    assert [row.number for row in rows] == [1, 2, 1, 2]
    assert [row.previous for row in rows[1:]] == [row.digest for row in rows[:-1]]
    assert "4 records as they were written" in check()
    assert rows[-1].digest in check()


def test_a_clock_that_was_set_back_breaks_nothing() -> None:
    record(Action.SETTINGS, by=None, at=AT)
    early = record(Action.SETTINGS, by=None, at=AT - 3 * DAY)
    assert (early.day, early.number, early.at) == (AT.date(), 2, AT - 3 * DAY)
    check()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "UPDATE audit_record SET detail = 'x' WHERE number = 2 AND day = '2026-03-02'",
            "2026-03-02 no. 2: this",
        ),
        (
            "DELETE FROM audit_record WHERE number = 2 AND day = '2026-03-02'",
            "2026-03-03 no. 1: the record before",
        ),
        ("DELETE FROM audit_record WHERE day = '2026-03-04'", "2026-03-03 no. 2: the records after"),
    ],
)
def test_what_somebody_did_to_the_log_is_named_by_day_and_row(sql: str, said: str) -> None:
    fill(3)
    tamper(sql)
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 faults"):
        call_command("check_audit_log", stdout=out)
    assert said in out.getvalue()


def somebody_else_adds() -> None:
    try:
        record(Action.SETTINGS, by=None, at=AT)
    finally:
        connection.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_is_added_while_it_is_checked_is_no_fault() -> None:
    fill(1)
    added = 0

    def meanwhile(execute: Any, sql: str, *given: Any) -> Any:
        nonlocal added
        answer = execute(sql, *given)
        if "audit_" in sql and not added:  # after the first thing that is read, whatever that is
            added = 1
            with ThreadPoolExecutor(1) as pool:
                pool.submit(somebody_else_adds).result()
        return answer

    with connection.execute_wrapper(meanwhile):
        assert list(find_flaws()) == []
    assert (added, Record.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_record SET detail = 'x'",
        "DELETE FROM audit_record",
        "DELETE FROM audit_logstate",
        "UPDATE audit_logstate SET kept_from = '2099-01-01'",
    ],
)
def test_the_database_refuses_it(sql: str) -> None:
    fill(1)
    with pytest.raises(DatabaseError, match="frozen: audit_"), transaction.atomic():
        connection.cursor().execute(sql)
    assert frozen_tables(connection)["audit_record"] == {"update", "delete"}


def test_only_what_is_old_goes_and_the_rest_is_still_whole() -> None:
    now = timezone.now()
    for age in (600, 401, 400, 0):
        record(Action.SETTINGS, by=None, at=now - age * DAY)
    assert remove_old(at=now) == 2
    assert Record.objects.count() == 2
    assert remove_old(at=now) == 0
    check()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Record.objects.all().delete()
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        LogState.objects.update(kept_from=None)


@override_settings(AUDIT_DAYS=100)
def test_nothing_goes_within_half_a_year_whatever_is_set() -> None:
    record(Action.SETTINGS, by=None, at=timezone.now() - 150 * DAY)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        remove_old(at=timezone.now())
    assert Record.objects.count() == 1


def test_who_came_from_where() -> None:
    with coming_from("10.1.2.3"):
        inside = record(Action.SETTINGS, by=None, at=AT)
    assert (inside.address, record(Action.SETTINGS, by=None, at=AT).address) == ("10.1.2.3", "")


# --- What is recorded --------------------------------------------------------------------------


def sign_in(person: User, password: str = PASSWORD) -> Client:
    client = Client(REMOTE_ADDR="10.0.0.9")
    client.post(reverse("account_login"), {"login": person.email, "password": password})
    return client


def test_sign_ins_and_refusals() -> None:
    person = make_user(email="li@example.com")
    sign_in(person, "a wrong one")
    Client().post(reverse("account_login"), {"login": "secret@nowhere.example", "password": "hunter2hunter2"})
    sign_in(person)
    assert written() == [
        ("sign_in_refused", None, "user", str(person.pk), "password"),
        ("sign_in_refused", None, "user", "", "password"),
        ("signed_in", person.pk, "user", str(person.pk), "password"),
    ]
    assert Record.objects.latest("at").address == "10.0.0.9"


def test_roles_and_members() -> None:
    owner, other = make_user(), make_user()
    firm = make_enterprise(owner=owner)
    member = add_member(enterprise=firm, user=other, role=Role.VIEWER, by=owner, at=AT)
    change_role(membership=member, role=Role.EDITOR, by=owner, at=AT)
    hand_over(enterprise=firm, successor=member, by=owner, at=AT)
    former = firm.memberships.get(user=owner)
    remove_member(membership=former, by=other, at=AT)
    delete_account(user=other, at=AT)
    on = str(firm.public_id)
    assert written() == [
        ("member_added", owner.pk, "enterprise", on, f"user {other.pk} viewer"),
        ("role_changed", owner.pk, "enterprise", on, f"user {other.pk} editor"),
        ("handed_over", owner.pk, "enterprise", on, f"user {other.pk}"),
        ("member_removed", other.pk, "enterprise", on, f"user {owner.pk}"),
        ("deleted", other.pk, "enterprise", on, ""),
        ("account_deleted", other.pk, "user", str(other.pk), ""),
    ]


def test_what_staff_change_of_people_and_groups_without_its_values() -> None:
    root = make_user(is_staff=True, is_superuser=True)
    person = make_user(email="li@example.com")
    client = Client()
    client.force_login(root)
    form = {"email": "other@example.com", "name": "李波", "phone": "", "is_active": "on"}
    form |= {"regions-TOTAL_FORMS": "0", "regions-INITIAL_FORMS": "0"}
    client.post(reverse("admin:enterprises_user_change", args=[person.pk]), form)
    assert Record.objects.get(action=Action.SIGN_IN_CHANGED).detail == "email"
    [row] = Record.objects.filter(action=Action.ADMIN_CHANGED)
    assert (row.by, row.kind, row.subject) == (root.pk, "user", str(person.pk))
    assert "@" not in row.detail
    assert "李波" not in row.detail


def test_a_download_and_not_the_page_before_it() -> None:
    person = make_user()
    client = Client()
    client.force_login(person)
    client.get(reverse("enterprises:account"))
    client.head(reverse("enterprises:export_data"))
    assert written() == []
    client.get(reverse("enterprises:export_data"))
    assert written() == [("downloaded", person.pk, "my_data", "", "")]


def test_a_loop_of_downloads_fills_no_disk() -> None:
    """The same by the same person from the same address once a minute; anything else is another download."""
    one, other = make_user(), make_user()
    for person, address in ((one, "10.0.0.1"), (one, "10.0.0.1"), (one, "10.0.0.2"), (other, "10.0.0.1")):
        client = Client(REMOTE_ADDR=address)
        client.force_login(person)
        assert client.get(reverse("enterprises:export_data")).status_code == 200
    assert [(row.by, row.address) for row in Record.objects.order_by("number")] == [
        (one.pk, "10.0.0.1"),
        (one.pk, "10.0.0.2"),
        (other.pk, "10.0.0.1"),
    ]


@pytest.mark.parametrize(("later", "rows"), [(0, 1), (59, 1), (61, 2), (-61, 2), (-1, 2)])
def test_the_same_is_recorded_again_after_a_minute_or_by_another_clock(later: int, rows: int) -> None:
    for at in (AT, AT + timedelta(seconds=later)):
        record_once(Action.DOWNLOADED, by=None, at=at, kind="report", subject="x")
    assert Record.objects.count() == rows
    check()


def test_who_does_not_wait_is_recorded_once_a_minute() -> None:
    person = make_user(email="li@example.com")
    for _again in range(15):
        sign_in(person, "a wrong one")
    details = [row[-1] for row in written()]
    assert details == ["password"] * 10 + ["slowed"]


def test_settings_when_they_are_others() -> None:
    record_settings(at=AT)
    record_settings(at=AT)
    with override_settings(FOUR_EYES=True):
        record_settings(at=AT)
    details = [row[-1] for row in written()]
    assert (len(details), "FOUR_EYES=False" in details[0], "FOUR_EYES=True" in details[1]) == (2, True, True)


def test_no_name_no_address_of_mail_no_secret_is_in_it(client: Client) -> None:
    """Everything that somebody types or is shown on the way is looked for in all that is recorded."""
    person = make_user(email="li@example.com", name="李波")
    here, secret = activated(person)
    codes = here.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    here.post(
        reverse("enterprises:account"),
        {"name": "李小波", "email": "bo@example.com", "phone": "13900139000", "password": PASSWORD},
    )
    stranger = sign_in(person, "hunter2hunter2")
    stranger.post(reverse("account_login"), {"login": "13900139000", "password": PASSWORD})
    stranger.post(reverse("mfa_authenticate"), {"code": "999999"})
    said = " ".join(" ".join(map(str, row)) for row in written())
    keys = here.cookies.values()
    for hidden in (
        secret,
        *codes,
        PASSWORD,
        "hunter2",
        "李",
        "@",
        "13900139000",
        "999999",
        *(k.value for k in keys),
    ):
        assert hidden not in said
    assert "signed_in" in said


def test_a_backup_is_recorded_and_holds_its_record(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    held: list[str] = []
    settings.BACKUP_RECIPIENTS = []
    monkeypatch.setattr(backup, "recipients_of", list)
    made = type("Made", (), {"rows": 0, "files": {}})

    def make(**_given: object) -> Any:
        held.extend(Record.objects.values_list("action", flat=True))
        return made

    monkeypatch.setattr(backup, "make", make)
    call_command("backup", "somewhere", verbosity=0)
    assert held[-1:] == [Action.BACKED_UP]


# --- Who reads it ------------------------------------------------------------------------------

LIST = "admin:audit_record_changelist"


@pytest.fixture
def auditor(client: Client) -> User:
    user = make_staff(groups.AUDITOR)
    client.force_login(user)
    return user


def test_an_auditor_reads_and_changes_nothing(client: Client, auditor: User) -> None:
    row = record(Action.PUBLISHED, by=auditor, at=AT, kind="revision", subject="demo 1")
    page = client.get(reverse(LIST)).content.decode()
    assert ("<h1>审计日志</h1>" in page, "选择" in page) == (True, False)
    assert ("发布" in page, "demo 1" in page, f"用户 {auditor.pk}" in page) == (True, True, True)
    assert "demo 1" in client.get(reverse("admin:audit_record_change", args=[row.pk])).content.decode()
    assert (
        client.post(reverse("admin:audit_record_change", args=[row.pk]), {"detail": "x"}).status_code == 403
    )
    assert client.get(reverse("admin:audit_record_add")).status_code == 403
    assert (
        client.post(reverse("admin:audit_record_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    )
    for page_name in ("enterprises_user", "enterprises_enterprise", "auth_group", "jobs_job"):
        assert client.get(reverse(f"admin:{page_name}_changelist")).status_code == 403


def test_the_list_says_what_kind_of_thing_it_was(client: Client, auditor: User) -> None:
    record(Action.PUBLISHED, by=auditor, at=AT, kind="revision", subject="demo 1")
    record(Action.DOWNLOADED, by=auditor, at=AT, kind="audit_log")
    page = client.get(reverse(LIST)).content.decode()
    kinds = re.findall(r'<td class="field-kind_said">([^<]*)</td>', page)
    assert {"修订", "audit_log"} <= set(kinds)
    assert "revision" not in kinds


def test_details_are_read_in_the_readers_words_and_exported_as_written(client: Client, auditor: User) -> None:
    record(Action.ROLE_CHANGED, by=auditor, at=AT, kind="enterprise", detail="user 7 viewer")
    page = client.get(reverse(LIST)).content.decode()
    assert re.findall(r'<td class="field-detail_said">([^<]+)</td>', page)[-1] == "用户 7 查看者"
    response = client.get(reverse("admin:audit_record_export"))
    assert b"user 7 viewer" in b"".join(response.streaming_content)  # type: ignore[attr-defined]
    words = [*Role, *Scope, *Change, *VerifiedBy]
    assert [word for word in words if say(word) == word] == []
    assert say("AUDIT_DAYS=180 法人") == "AUDIT_DAYS=180 法人"
    assert say("可进入管理后台, Groups") == "可进入管理后台, 组"
    assert (say("+发布员 is_staff=True"), say("")) == ("+发布员 可进入管理后台=是", "")
    with override("en"):
        assert say("可进入管理后台, Groups") == "May enter the admin, Groups"


def shown(client: Client, **wanted: Any) -> list[str]:
    return [str(row) for row in client.get(reverse(LIST), wanted).context["cl"].result_list]


def test_it_is_found_by_what_whom_and_day(client: Client, auditor: User) -> None:
    record(Action.PUBLISHED, by=auditor, at=AT, kind="revision", subject="demo 1")
    record(Action.DELETED, by=None, at=AT + DAY, kind="roadmap")
    assert shown(client) == ["2026-03-03 1", "2026-03-02 1"]
    assert shown(client, action="deleted") == ["2026-03-03 1"]
    assert shown(client, q=str(auditor.pk)) == ["2026-03-02 1"]
    assert shown(client, at__year=2026, at__month=3, at__day=2) == ["2026-03-02 1"]


def test_the_list_is_exported_as_it_is_shown_and_safely(client: Client, auditor: User) -> None:
    record(Action.PUBLISHED, by=auditor, at=AT, kind="revision", subject="=cmd()")
    record(Action.DELETED, by=None, at=AT, kind="roadmap")
    response = client.get(reverse("admin:audit_record_export"), {"action": "published"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert (head[0], len(rows), rows[0][6], rows[0][3]) == ("日期（UTC）", 1, "'=cmd()", str(auditor.pk))
    assert written()[-1] == ("downloaded", auditor.pk, "audit_log", "", "")
    assert client.post(reverse("admin:audit_record_export")).status_code == 405


def test_nobody_else_of_the_staff_reads_it(client: Client) -> None:
    client.force_login(make_staff(*(group for group in groups.GROUPS if group is not groups.AUDITOR)))
    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(reverse("admin:audit_record_export")).status_code == 403


# --- Powers are apart --------------------------------------------------------------------------


def test_nobody_but_a_superuser_has_all_powers_and_daily_work_needs_none() -> None:
    powers = {
        "edit": "standards.change_question",
        "publish": "standards.publish_revision",
        "verify": "enterprises.decide_verification",
        "audit": "audit.view_record",
        "run": "enterprises.change_user",
    }
    held = {
        group.name: {what for what, name in powers.items() if make_staff(group).has_perm(name)}
        for group in groups.GROUPS
    }
    assert set().union(*held.values()) == powers.keys()
    assert max(map(len, held.values())) == 1
    assert held[groups.AUDITOR.name] == {"audit"}
