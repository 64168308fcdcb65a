"""Long lists: nothing is counted whole, an index has their order, the log leads to a day by the calendar."""

import re
from datetime import UTC, datetime
from html import unescape
from importlib import import_module
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Index, UniqueConstraint
from django.db.models.fields import DateTimeField
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.admin import LongList, OfferedFilters, lists
from audit.models import Action, Record
from enterprises.models import Enterprise, User
from tests.people import make_enterprise, make_user
from tests.rendering import unrendered

FIRMS = "admin:enterprises_enterprise_changelist"
LOG = "admin:audit_record_changelist"
import_module("config.urls")  # fills the registry
LISTS = list(admin.site._registry.values())
LONG = [(model, page) for model, page in admin.site._registry.items() if isinstance(page, LongList)]


@pytest.fixture
def root(client: Client, db: None) -> User:
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def page(client: Client, name: str, **query: str) -> str:
    answer = client.get(reverse(name), query, headers={"accept-language": "zh-hans"})
    assert answer.status_code == 200
    return answer.content.decode()


def add_record(at: datetime, **columns: Any) -> None:
    Record.objects.create(day=at.date(), number=1, at=at, action=Action.SIGNED_IN, digest="x", **columns)


def test_the_lists_that_grow_are_long_ones() -> None:
    assert {model._meta.label for model, _page in LONG} == {
        "audit.Record",
        "enterprises.Enterprise",
        "enterprises.User",
        "enterprises.Verification",
        "jobs.Job",
    }


@pytest.mark.parametrize(("model", "page"), LONG, ids=lambda one: getattr(one, "__name__", ""))
def test_an_index_has_the_order_of_each(model: type, page: admin.ModelAdmin) -> None:
    wanted = [str(name).replace("pk", "id") for name in page.ordering or ()]
    turned = [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in wanted]
    meta = model._meta  # type: ignore[attr-defined]
    kept = [list(index.fields) for index in meta.indexes if isinstance(index, Index) and not index.condition]
    kept += [list(one.fields) for one in meta.constraints if isinstance(one, UniqueConstraint)]
    assert wanted in kept or turned in kept
    assert page.sortable_by == ()


def test_rows_are_counted_exactly_up_to_a_bound(
    client: Client, root: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST", 3)
    monkeypatch.setattr(admin.site._registry[Enterprise], "list_per_page", 2)
    for number in range(3):
        make_enterprise(name=f"机械{number}")
    assert "3 企业" in page(client, FIRMS)
    make_enterprise(name="机械3")
    found = page(client, FIRMS, q="机械")
    assert "3 以上 企业" in found
    assert "全部显示" in found
    assert page(client, FIRMS, p="2").count("field-name") == 1  # what is beyond the bound is not led to


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no such number")
def test_a_whole_table_has_about_so_many_rows(
    client: Client, root: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST", 3)
    monkeypatch.setattr(
        lists, "_estimate", lambda table: 1_234_567 if table == "enterprises_enterprise" else -1
    )
    for number in range(4):
        make_enterprise(name=f"机械{number}")
    assert "约 1,230,000 企业" in page(client, FIRMS)
    assert "3 以上 企业" in page(client, FIRMS, q="机械")


@pytest.mark.django_db
def test_the_estimate_is_the_databases() -> None:
    make_user()
    if connection.vendor != "postgresql":
        assert lists._estimate("enterprises_user") == -1
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE enterprises_user")
    assert lists._estimate("enterprises_user") == User.objects.count()


@pytest.mark.parametrize("name", [model._meta for model, _page in LONG], ids=str)
def test_no_list_asks_all_rows(client: Client, root: User, name: Any) -> None:
    add_record(datetime(2026, 3, 2, tzinfo=UTC))
    with CaptureQueriesContext(connection) as asked:
        page(client, f"admin:{name.app_label}_{name.model_name}_changelist", q="机械")
    table = connection.ops.quote_name(name.db_table)
    queries = [query["sql"] for query in asked if f"FROM {table}" in query["sql"]]
    assert queries
    assert not [sql for sql in queries if "DISTINCT" in sql or ("COUNT(*)" in sql and "LIMIT" not in sql)]


def test_the_log_leads_to_a_day_by_the_calendar(client: Client, root: User) -> None:
    add_record(datetime(2025, 11, 28, 2, tzinfo=UTC))
    add_record(datetime(2026, 2, 3, 2, tzinfo=UTC))
    assert links(page(client, LOG)) == ["2025", "2026"]
    assert links(page(client, LOG, at__year="2025")) == ["‹ 全部日期", "2025年11月", "2025年12月"]
    assert links(page(client, LOG, at__year="2026", at__month="2"))[:3] == ["‹ 2026", "02月1日", "02月2日"]
    day = page(client, LOG, at__year="2026", at__month="2", at__day="3")
    assert links(day) == ["‹ 2026年2月"]
    assert day.count("field-action") == 1
    assert page(client, LOG, at__month="2", at__day="99")  # no year: nothing to go by


@pytest.mark.parametrize("year", ["abc", "0", "1", "9999", "10000", "-1", "²"])
def test_a_year_that_makes_no_sense_is_no_failure(client: Client, root: User, year: str) -> None:
    assert client.get(reverse(LOG), {"at__year": year}).status_code == 302
    assert client.get(reverse("admin:audit_record_export"), {"at__year": year}).status_code == 400


EDGES = ("-1", "9" * 20, "9" * 5000, "abc", "", "\x00", "0001-01-01")


@pytest.mark.parametrize("page_of", LISTS, ids=lambda page: page.opts.label_lower)
def test_no_list_fails_at_what_is_typed_into_its_address(
    page_of: OfferedFilters, client: Client, root: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor at the ends of the calendar, which any list could lead to: each is given one for this."""
    add_record(datetime(2026, 2, 3, tzinfo=UTC))
    request = RequestFactory().get("/")
    request.user = root
    url = reverse(f"admin:{page_of.opts.app_label}_{page_of.opts.model_name}_changelist")
    if client.get(url).status_code != 200:
        return  # parts of a standard are led to from its page alone
    dated = [field.name for field in page_of.opts.fields if isinstance(field, DateTimeField)]
    if dated:
        monkeypatch.setattr(page_of, "date_hierarchy", dated[0])
        for year in ("1", "2", "9998", "9999"):
            assert client.get(url, {f"{dated[0]}__year": year}).status_code in (200, 302)
    with unrendered():
        for offered in page_of.offered(request):
            for value in EDGES:
                assert client.get(url, {offered: value}).status_code in (200, 302, 400), (offered, value)
        for field in page_of.opts.fields:
            assert client.get(url, {f"{field.name}__gt": "1"}).status_code == 400


def links(found: str) -> list[str]:
    """Return what the way by the calendar offers."""
    way = found.partition('class="toplinks"')[2].partition("</nav>")[0]
    return [unescape(text).strip() for text in re.findall("<a [^>]*>([^<]*)</a>", way)]


def test_the_log_is_searched_by_whole_words(client: Client, root: User) -> None:
    at = datetime(2026, 2, 3, 2, tzinfo=UTC)
    add_record(at, by=4711, subject="ab-1", address="192.0.2.1")
    words = {"4711": 1, "ab-1": 1, "192.0.2.1": 1, "471": 0, "4711 ab-1": 1, "4711 no": 0}
    assert {word: page(client, LOG, q=word).count("field-action") for word in words} == words
