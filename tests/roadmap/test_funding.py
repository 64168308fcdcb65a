"""Which support measures together pay most for a plan, held against every combination there is."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest

from roadmap.domain.funding import Combination, Project, Spending, best_combination
from roadmap.domain.support import SupportKind, SupportMeasure, Tier
from tests.roadmap.sectors import make_support, text

DAY = date(2026, 12, 1)


def spending(code: str = "a", cost: str = "40", start: int = 0, days: int = 90) -> Spending:
    signed = DAY + timedelta(days=start)
    return Spending(code=code, cost=Decimal(cost), signed_on=signed, paid_on=signed + timedelta(days=days))


def project(*spendings: Spending, level: int = 2) -> Project:
    return Project(spendings=spendings or (spending(),), level=level)


def share(percent: int, cap: int | None = None, **given: Any) -> Tier:
    return Tier(percent=Decimal(percent), cap=None if cap is None else Decimal(cap), **given)


def fund(code: str, *tiers: Tier, **given: Any) -> SupportMeasure:
    return make_support(code, tiers=tiers, **{"valid_from": None, "valid_until": None, **given})


def paid(found: Combination) -> dict[str, Decimal]:
    return {grant.measure.code: grant.amount for grant in found.grants}


BY_LEVEL = (share(30, 15, reached=2), share(40, 30, reached=3))

# id: the measure, the project, what it pays
ALONE = {
    "a share": (fund("a", share(30)), project(), 12),
    "up to its limit": (fund("a", share(50, 15)), project(), 15),
    "the tier of the level reached": (fund("a", *BY_LEVEL), project(level=3), 16),
    "the tier of the level below": (fund("a", *BY_LEVEL), project(level=2), 12),
    "no tier below the lowest level": (fund("a", *BY_LEVEL), project(level=1), 0),
    "a level above the highest tier": (fund("a", *BY_LEVEL), project(level=4), 16),
    "a fixed sum": (fund("a", Tier(fixed=Decimal(8))), project(), 8),
    "never more than is spent": (fund("a", Tier(fixed=Decimal(80))), project(), 40),
    "too little spent": (fund("a", share(30), min_investment=Decimal(41)), project(), 0),
    "just enough spent": (fund("a", share(30), min_investment=Decimal(40)), project(), 12),
    "of two batches the one that pays less": (
        fund("a", share(30, batch=text("第一批")), share(20, batch=text("第二批"))),
        project(),
        8,
    ),
    "finished in time": (fund("a", share(30, done_until=DAY + timedelta(days=90))), project(), 12),
    "finished too late": (fund("a", share(30, done_until=DAY + timedelta(days=89))), project(), 0),
    "less for later": (
        fund(
            "a",
            share(30, done_until=DAY + timedelta(days=89)),
            share(10, done_from=DAY + timedelta(days=90)),
        ),
        project(),
        4,
    ),
    "signed too early": (fund("a", share(30), contract_from=DAY + timedelta(days=1)), project(), 0),
    "signed on the last day": (fund("a", share(30), contract_until=DAY), project(), 12),
    "paid too late": (fund("a", share(30), payment_until=DAY + timedelta(days=89)), project(), 0),
    "over before it is paid": (fund("a", share(30), valid_until=DAY + timedelta(days=89)), project(), 0),
    "only what is signed in time": (
        fund("a", share(30), contract_until=DAY),
        project(spending(), spending("b", "60", start=1)),
        12,
    ),
    "a loan is no grant": (fund("a", share(30), type=SupportKind.LOAN), project(), 0),
    "a limit without a share says nothing": (fund("a", Tier(cap=Decimal(75))), project(), 0),
    "no step": (fund("a", share(30)), Project(spendings=(), level=2), 0),
}


@pytest.mark.parametrize(("measure", "given", "amount"), ALONE.values(), ids=ALONE.keys())
def test_one_measure(measure: SupportMeasure, given: Project, amount: int) -> None:
    found = best_combination(given, [measure])
    assert found.total == amount
    assert found.net == given.cost - amount


def test_what_excludes_nothing_adds_up() -> None:
    found = best_combination(project(), [fund("a", share(30)), fund("b", share(20))])
    assert paid(found) == {"a": 12, "b": 8}


@pytest.mark.parametrize("given", [{"excludes": ("b",)}, {"excludes_other_funding": True}])
def test_the_same_spending_is_paid_for_once(given: dict[str, Any]) -> None:
    measures = [fund("a", share(30), **given), fund("b", share(40))]
    assert paid(best_combination(project(), measures)) == {"b": 16}
    assert paid(best_combination(project(), measures[::-1])) == {"b": 16}


def test_steps_go_to_the_measure_that_still_pays_for_them() -> None:
    steps = project(spending("a", "40"), spending("b", "30"))
    measures = [fund("a", share(50, 20), excludes=("b",)), fund("b", share(30, 15))]
    found = best_combination(steps, measures)
    assert [[one.code for one in grant.spendings] for grant in found.grants] == [["a"], ["b"]]
    assert paid(found) == {"a": 20, "b": 9}


def test_a_contract_may_be_signed_as_late_as_all_days_allow() -> None:
    steps = project(spending("a", start=0), spending("b", start=30))
    given = {"contract_until": DAY + timedelta(days=60), "payment_until": DAY + timedelta(days=125)}
    (grant,) = best_combination(steps, [fund("a", share(30), **given)]).grants
    assert grant.sign_by == {"a": DAY + timedelta(days=35), "b": DAY + timedelta(days=35)}
    (grant,) = best_combination(steps, [fund("a", share(30))]).grants
    assert grant.sign_by == {}


# --- every combination there is ------------------------------------------------------------------


def may_pay(measure: SupportMeasure, one: Spending) -> bool:
    return all(
        (first is None or first <= day) and (last is None or day <= last)
        for day, first, last in (
            (one.signed_on, measure.contract_from, measure.contract_until),
            (one.paid_on, measure.payment_from, measure.payment_until),
        )
    )


def pays(measure: SupportMeasure, given: Project, costs: Sequence[Decimal]) -> Decimal:
    spent, end = sum(costs, Decimal(0)), max(one.paid_on for one in given.spendings)
    held = [tier for tier in measure.tiers if (tier.reached or 0) <= given.level]
    held = [tier for tier in held if tier.done_until is None or end <= tier.done_until]
    highest = max((tier.reached or 0 for tier in held), default=0)
    if not (held and spent) or spent < (measure.min_investment or 0):
        return Decimal(0)
    amounts = []
    for tier in (tier for tier in held if (tier.reached or 0) == highest):
        part = tier.fixed if tier.percent is None else spent * tier.percent / 100
        assert part is not None
        amounts.append(part if tier.cap is None else min(part, tier.cap))
    return min(amounts)


def legal_sets(measures: Sequence[SupportMeasure], one: Spending) -> Iterator[tuple[int, ...]]:
    places = [place for place, measure in enumerate(measures) if may_pay(measure, one)]
    for size in range(len(places) + 1):
        for chosen in combinations(places, size):
            group = [measures[place] for place in chosen]
            alone = size < 2 or not any(measure.excludes_other_funding for measure in group)
            codes = {measure.code for measure in group}
            if alone and not any(codes & set(measure.excludes) for measure in group):
                yield chosen


def most(given: Project, measures: Sequence[SupportMeasure]) -> Decimal:
    best = Decimal(0)
    for choice in product(*(list(legal_sets(measures, one)) for one in given.spendings)):
        total = Decimal(0)
        for place, measure in enumerate(measures):
            costs = [one.cost for one, chosen in zip(given.spendings, choice, strict=True) if place in chosen]
            total += pays(measure, given, costs)
        best = max(best, total)
    return min(best, given.cost)


def random_tiers(draw: random.Random) -> tuple[Tier, ...]:
    if draw.random() < 0.2:
        return (Tier(fixed=Decimal(draw.randint(1, 20))),)
    caps = [None, *(Decimal(cap) for cap in (5, 10, 15, 30))]
    return tuple(
        Tier(
            reached=draw.choice([None, 2, 3]),
            batch=text("第一批") if draw.random() < 0.2 else None,
            percent=Decimal(draw.choice([10, 20, 30, 35, 50])),
            cap=draw.choice(caps),
            done_until=draw.choice([None, None, DAY + timedelta(days=draw.randint(20, 200))]),
        )
        for _ in range(draw.randint(1, 3))
    )


def random_measure(draw: random.Random, code: str, others: Sequence[str]) -> SupportMeasure:
    return fund(
        code,
        *random_tiers(draw),
        min_investment=draw.choice([None, None, Decimal(draw.randint(5, 40))]),
        contract_until=draw.choice([None, DAY + timedelta(days=draw.randint(0, 120))]),
        payment_until=draw.choice([None, None, DAY + timedelta(days=draw.randint(30, 220))]),
        excludes=tuple(other for other in others if draw.random() < 0.4),
        excludes_other_funding=draw.random() < 0.25,
    )


def random_case(seed: int) -> tuple[Project, list[SupportMeasure]]:
    draw = random.Random(seed)
    spendings = tuple(
        spending(
            f"s{place}", str(Decimal(draw.randint(0, 160)) / 4), draw.randint(0, 120), draw.randint(1, 90)
        )
        for place in range(draw.randint(1, 4))
    )
    codes = [f"m{place}" for place in range(draw.randint(1, 3))]
    measures = [random_measure(draw, code, [other for other in codes if other != code]) for code in codes]
    return Project(spendings=spendings, level=draw.randint(1, 4)), measures


@pytest.mark.parametrize("hundred", range(10))
def test_no_legal_combination_pays_more(hundred: int) -> None:
    conflicts = 0
    for seed in range(hundred * 100, hundred * 100 + 100):
        given, measures = random_case(seed)
        found = best_combination(given, measures)
        assert found.total == most(given, measures), seed
        claimed = [(grant.measure, one) for grant in found.grants for one in grant.spendings]
        for (measure, one), (other, same) in combinations(claimed, 2):
            assert one != same or conflict_free(measure, other), seed
        conflicts += any(not conflict_free(*pair) for pair in combinations(measures, 2))
    assert conflicts > 20


def conflict_free(one: SupportMeasure, other: SupportMeasure) -> bool:
    flagged = one.excludes_other_funding or other.excludes_other_funding
    return not flagged and one.code not in other.excludes and other.code not in one.excludes
