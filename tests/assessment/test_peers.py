"""Where a firm stands among those of its trade: counted from ten others up, each by its last result."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from assessment.domain.peers import FEWEST, Peers
from assessment.models import LatestResult
from assessment.selectors.peers import peers_of
from enterprises.models import Enterprise
from tests.assessment.factories import make_snapshot
from tests.pages import words_of
from tests.people import AT, make_enterprise, make_user

pytestmark = pytest.mark.django_db
STANDARD = "miit-sme-2024"


def make_peer(number: int, *, level: int = 1, points: str = "30", division: str = "34") -> Enterprise:
    """Return a firm that has a result, without filling a form for it."""
    owner = make_user(email=f"peer{number}@example.com")
    firm = make_enterprise(owner=owner, uscc=f"PEER{number:014d}", division=division)
    keep(firm, level=level, points=points)
    return firm


def keep(firm: Enterprise, *, level: int, points: str | None, standard: str = STANDARD) -> None:
    LatestResult.objects.create(
        enterprise=firm,
        standard_code=standard,
        division=firm.division,
        level=level,
        points=None if points is None else Decimal(points),
    )


def test_submission_keeps_the_last_result_of_a_firm(firm: Enterprise) -> None:
    make_snapshot(enterprise=firm)
    kept = LatestResult.objects.get()
    assert (kept.enterprise, kept.division, kept.level) == (firm, "34", 2)
    make_snapshot(
        enterprise=firm, scenes={f"S{number:02d}": 0 for number in range(1, 17)}, at=AT + timedelta(1)
    )
    assert LatestResult.objects.get().level < kept.level


def test_others_of_the_division_are_counted_by_level_and_points(firm: Enterprise) -> None:
    keep(firm, level=2, points="50")
    make_peer(1, points="49.9999")
    make_peer(2, points="50")
    make_peer(3, level=3, points="70")
    make_peer(4, division="13")
    invented = make_peer(5)
    Enterprise.objects.filter(pk=invented.pk).update(is_demo=True)
    keep(
        make_enterprise(owner=make_user(email="x@example.com"), uscc="OTHER"),
        level=1,
        points="1",
        standard="y",
    )
    assert peers_of(firm, STANDARD) == Peers(by_level={1: 2, 3: 1}, below=1)


def test_a_standard_without_points_compares_levels_alone(firm: Enterprise) -> None:
    keep(firm, level=2, points=None)
    make_peer(1)
    assert peers_of(firm, STANDARD) == Peers(by_level={1: 1}, below=None)


def test_a_firm_without_a_result_has_no_peers(firm: Enterprise) -> None:
    make_peer(1)
    assert peers_of(firm, STANDARD) is None


@pytest.mark.parametrize(("firms", "told"), [(FEWEST - 1, False), (FEWEST, True)])
def test_of_few_firms_nothing_is_told(firms: int, told: bool) -> None:
    assert Peers(by_level={1: firms}, below=0).are_told is told


def test_the_page_tells_of_ten_firms_and_of_nine_nothing(client: Client, firm: Enterprise) -> None:
    snapshot = make_snapshot(enterprise=firm)
    for number in range(FEWEST - 1):
        make_peer(number)
    client.force_login(firm.created_by)
    url = reverse("reports:history", args=[snapshot.public_id])
    assert "与同行相比" not in client.get(url).content.decode()
    make_peer(FEWEST, level=4, points="99")
    shown = words_of(client.get(url).content.decode())
    assert "同一行业另有 10 家企业用这套指标评过，你们最近一次的总分高于其中 9 家。" in shown
    assert "四级 1 10% 三级 0 0%" in shown
    assert "一级 9 90%" in shown
