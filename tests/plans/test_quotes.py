"""A firm's own quotes take the place of estimates, in its own plans alone."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from assessment.models import Snapshot
from enterprises.models import Enterprise, User
from roadmap.models import Quote
from tests.people import make_enterprise
from tests.plans.golden import golden_library, golden_snapshot, use_library
from tests.plans.test_planner_page import ask, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    use_library(monkeypatch, golden_library())


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    return golden_snapshot(firm)


def post(client: Client, user: User, snapshot: Snapshot, **data: object) -> Any:
    client.force_login(user)
    given = {"measure": "erp", "cost": "25", "months": "3", "note": "甲公司", "back": "target=3"}
    return client.post(reverse("plans:quote", args=[snapshot.public_id]), given | data)


def test_a_quote_replaces_the_estimate_and_is_marked(client: Client, alice: User, snapshot: Snapshot) -> None:
    response = post(client, alice, snapshot, measure="suite", cost="3.5", months="1", note="甲公司")
    address = reverse("plans:planner", args=[snapshot.public_id])
    assert response["Location"] == f"{address}?target=3&requoted=suite#plan-result"
    html = ask(client, alice, snapshot, "target=3")
    step = words(html.partition('id="step-suite"')[2].partition("</details>")[0])
    assert "企业报价 3.5 万元，1 个月，第 1 至 1 个月 甲公司" in step
    assert 'id="step-erp"' not in html  # the suite is the better buy now
    assert "1 步按企业报价，其余为参考估算。" in words(html)


def test_a_quote_is_changed_in_its_place(client: Client, alice: User, snapshot: Snapshot) -> None:
    post(client, alice, snapshot)
    form = ask(client, alice, snapshot, "target=3&quote=erp")
    assert 'name="cost" value="25"' in form
    post(client, alice, snapshot, cost="26.5", note="")
    quote = Quote.objects.get()
    assert (quote.measure, quote.cost, quote.months, quote.note) == ("erp", Decimal("26.5"), 3, "")
    assert quote.entered_by == alice


def test_a_quote_is_removed_and_the_estimate_is_back(client: Client, alice: User, snapshot: Snapshot) -> None:
    post(client, alice, snapshot)
    assert 'id="step-suite"' in ask(client, alice, snapshot)
    response = client.post(
        reverse("plans:quote_remove", args=[snapshot.public_id]),
        {"measure": "erp", "back": "target=3&budget=100"},
    )
    before = urlencode({"requoted": "erp,25,3,甲公司"})
    assert response["Location"].endswith(f"?target=3&budget=100&{before}#plan-result")
    assert not Quote.objects.exists()
    assert "到三级：4 步，17–28 万元" in words(ask(client, alice, snapshot))


def test_quotes_of_one_firm_are_none_of_another(client: Client, alice: User, snapshot: Snapshot) -> None:
    other = golden_snapshot(make_enterprise(owner=alice))
    post(client, alice, snapshot)
    assert "17–28 万元" not in words(ask(client, alice, snapshot)).partition("到三级")[2][:40]
    assert "到三级：4 步，17–28 万元" in words(ask(client, alice, other))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"cost": ""}, "请填写一个数，没有时填 0。"),
        ({"cost": "  "}, "请填写一个数，没有时填 0。"),
        ({"cost": "三万"}, "“三万”请改用数字填写"),
        ({"cost": "1000000"}, "不能大于 999,999 万元"),
        ({"months": "2.5"}, "请填整数。"),
        ({"months": "241"}, "不能大于 240 个月"),
        ({"note": "长" * 201}, "200"),
    ],
)
def test_a_quote_that_cannot_be_read_is_shown_with_what_was_typed(
    client: Client, alice: User, snapshot: Snapshot, data: dict[str, str], error: str
) -> None:
    response = post(client, alice, snapshot, **data)
    html = response.content.decode()
    assert response.status_code == 422
    form = html.partition('class="plan-quote"')[2].partition("</form>")[0]
    assert error in form
    assert (data.get("note") or "甲公司") in form
    assert 'id="step-erp" open' in html
    assert not Quote.objects.exists()


def test_nothing_is_a_number_too(client: Client, alice: User, snapshot: Snapshot) -> None:
    assert post(client, alice, snapshot, cost="0", months="0").status_code == 302
    assert Quote.objects.get().cost == 0


def test_a_quote_for_an_unknown_measure_is_refused(client: Client, alice: User, snapshot: Snapshot) -> None:
    assert post(client, alice, snapshot, measure="nothing").status_code == 400


def test_the_way_back_leads_to_the_planner_alone(client: Client, alice: User, snapshot: Snapshot) -> None:
    response = post(client, alice, snapshot, back="https://elsewhere.example/?a=1")
    assert response["Location"].startswith(reverse("plans:planner", args=[snapshot.public_id]))


def test_a_measure_outside_the_plan_can_be_quoted_too(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    html = ask(client, alice, snapshot, "target=3&quote=suite")
    assert 'id="step-suite"' not in html
    assert 'name="cost"' in html
    assert "为哪个举措填写报价" in ask(client, alice, snapshot)
