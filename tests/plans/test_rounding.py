"""Estimates to two significant digits and points to one decimal, never over what is there; quotes exactly."""

from decimal import Decimal

import pytest

from enterprises.models import Enterprise
from plans.presenters.actions import load_action_list
from plans.presenters.trend import Trend
from roadmap.domain.planning import Money
from roadmap.wording.plans import money_text
from standards.wording.results import rounded_points_text, rounded_short_text
from tests.plans.factories import BEGIN, make_followed


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("179", "314", "180–310 万元"),
        ("1.25", "12.5", "1.3–13 万元"),
        ("0", "0.25", "0–0.25 万元"),
        ("249", "251", "约 250 万元"),
        ("1234.5", "1234.5", "1234.5 万元"),
    ],
)
def test_estimates_have_two_digits_and_quotes_all(low: str, high: str, said: str) -> None:
    assert money_text(Money(low=Decimal(low), high=Decimal(high))) == said


@pytest.mark.parametrize(
    ("points", "shown", "lacks"), [("59.96", "59.9", "0.1"), ("51.3", "51.3", "8.7"), ("60", "60", "0")]
)
def test_what_is_there_and_what_is_missing_make_the_threshold(points: str, shown: str, lacks: str) -> None:
    assert rounded_points_text(Decimal(points)) == shown
    assert rounded_short_text(60 - Decimal(points)) == lacks
    assert Decimal(shown) + Decimal(lacks) == 60


@pytest.mark.django_db
def test_a_plan_that_is_followed_says_points_as_the_planner_does(firm: Enterprise) -> None:
    trend = Trend(actions=load_action_list(make_followed(enterprise=firm), BEGIN), today=BEGIN)
    assert (trend.now.points, trend.end.points) == ("54.1", "60.2")  # of 54.15 and 60.2
