"""The cheapest plan to a level by the standard's rule, and the most that a firm can reach in its bounds."""

from collections.abc import Mapping
from functools import lru_cache
from math import lcm

from roadmap.domain.planning.encoder import encode
from roadmap.domain.planning.encoding import Encoding
from roadmap.domain.planning.inputs import UNBOUNDED, Bounds, Situation
from roadmap.domain.planning.plan import Plan, make_plan
from roadmap.domain.planning.programme import Programme, Row, Terms, value_of
from roadmap.domain.planning.search import Search, Values

HUNDRED = 100
KEPT_PLANS = 64  # of the last ones that a process made; each takes about 150 KB
MIDDLE = ("low", "high")  # both ends together are twice the middle


def cheapest(
    situation: Situation, target: int, bounds: Bounds = UNBOUNDED, *, compared: bool = False
) -> Plan | None:
    """Return the plan of least cost that reaches a level, by the sum of the middles of the ranges.

    Of equally cheap ones that with the fewest steps, then that whose codes come first. None where no plan
    reaches the level within the bounds. `compared`: tell, too, whether the plan stays the best at both ends
    of the ranges.
    Exact; source: docs/method.md, "Plan".
    """
    encoding = encode(situation, bounds)
    search = Search(encoding, encoding.reaching(target), bounds.months)
    values = search.first(encoding.cost(*MIDDLE), encoding.steps, ordered=encoding.measures.values())
    if values is None:
        return None
    codes = encoding.chosen(values)
    steady = _is_steady(encoding, search, values) if compared else None
    return make_plan(situation, codes, encoding.closed, bounds, level=target, stays_best=steady)


def cheapest_and_nearest(
    situation: Situation, target: int, bounds: Bounds = UNBOUNDED, *, over: int
) -> tuple[Plan, Plan] | None:
    """Return the plan that `cheapest` returns, and of all plans to the level that cost at most `over` percent
    more the one nearest to the sector's roadmap.

    Of equally near ones that with the fewest steps, then the cheapest, then that whose codes come first; the
    cheapest of all where none covers a priority scene.
    None where no plan reaches the level within the bounds.
    Exact; source: docs/method.md, "Which one".
    """
    encoding = encode(situation, bounds)
    cost, steps, ordered = encoding.cost(*MIDDLE), encoding.steps, encoding.measures.values()
    search = Search(encoding, encoding.reaching(target), bounds.months)
    least = search.first(cost, steps, ordered=ordered)
    if least is None:
        return None
    most = value_of(cost, least) * (HUNDRED + over) // HUNDRED
    nearness = encoding.nearness(target)
    near = search.at_most(cost, most).first(nearness, steps, cost, ordered=ordered, known=least)
    if near is None or not value_of(nearness, near):
        near = least  # nothing to be near to is no reason to spend more
    first, second = (
        make_plan(situation, encoding.chosen(values), encoding.closed, bounds, level=target)
        for values in (least, near)
    )
    return first, second


def safest(
    situation: Situation, target: int, bounds: Bounds = UNBOUNDED, *, margin: Mapping[str, int]
) -> Plan | None:
    """Return the cheapest plan that reaches a level with a margin by condition, under every reading.

    Of equally cheap ones as `cheapest`. None where no plan within the bounds does.
    """
    encoding = encode(situation, bounds)
    readings = (None, *situation.standard.variants)
    asks = (ask for reading in readings for ask in encoding.asks(target, reading, margin))
    programme = encoding.programme.under(*(ask.row for ask in asks if ask.short > 0))
    search = Search(encoding, programme, bounds.months)
    values = search.first(encoding.cost(*MIDDLE), encoding.steps, ordered=encoding.measures.values())
    if values is None:
        return None
    return make_plan(situation, encoding.chosen(values), encoding.closed, bounds, level=target)


def price(situation: Situation, target: int, bounds: Bounds, *ends: str) -> Plan | None:
    """Return a plan of least cost to a level by these ends of the ranges, then of the least lower ends, then
    of the fewest steps: what the level costs. Which of several such plans is left open, and so found sooner.

    None where no plan reaches the level within the bounds.
    """
    encoding = encode(situation, bounds)
    search = Search(encoding, encoding.reaching(target), bounds.months)
    values = search.first(encoding.cost(*ends), encoding.cost("low"), encoding.steps)
    if values is None:
        return None
    return make_plan(situation, encoding.chosen(values), encoding.closed, bounds, level=target)


def is_reachable(situation: Situation, target: int, bounds: Bounds) -> bool:
    """Return whether any plan reaches a level within the bounds."""
    encoding = encode(situation, bounds)
    return Search(encoding, encoding.reaching(target), bounds.months).has_solution()


@lru_cache(maxsize=KEPT_PLANS)
def furthest(situation: Situation) -> Plan | None:
    """Return a plan to the highest level that any plan reaches, one of least upper ends of the costs.

    None where no plan raises the level.
    """
    levels = range(situation.standard.rule.top, situation.level, -1)
    return next((plan for level in levels if (plan := price(situation, level, UNBOUNDED, "high"))), None)


def most_progress(situation: Situation, bounds: Bounds, *, below: int | None = None) -> Plan | None:
    """Return the plan that brings the firm as far as its bounds allow.

    First the highest level; then the largest part of what the level above still lacks, each of its
    conditions counting alike; then least cost, fewest steps, first codes. None where not even the wanted
    measures fit the bounds. `below`: a level that is known to be out of reach.
    """
    top = situation.standard.rule.top if below is None else below - 1
    for level in range(top, situation.level - 1, -1):
        encoding = encode(situation, bounds)
        programme, part = _towards_the_next(encoding, level)
        search = Search(encoding, programme, bounds.months)
        values = search.first(
            part, encoding.cost(*MIDDLE), encoding.steps, ordered=encoding.measures.values()
        )
        if values is not None:
            return make_plan(situation, encoding.chosen(values), encoding.closed, bounds, level=level)
    return None


def _is_steady(encoding: Encoding, search: Search, values: Values) -> bool:
    """Return whether no other plan is cheaper, be all costs at their lower or all at their upper ends."""
    costs = (encoding.cost(end) for end in MIDDLE)
    return not any(search.beats(cost, value_of(cost, values)) for cost in costs)


def _towards_the_next(encoding: Encoding, level: int) -> tuple[Programme, Terms]:
    """Return the programme of the plans to a level, and the part (negated: it is to be the most) of what the
    level above lacks: a variable for each of its conditions says how much of it is met."""
    programme = encoding.reaching(level)
    if level == encoding.situation.standard.rule.top:
        return programme, {}
    asks = [ask for ask in encoding.asks(level + 1) if ask.short > 0]
    whole = lcm(*(ask.short for ask in asks))
    part = {}
    for ask in asks:
        met = len(programme.most)
        programme = programme.with_variables(ask.short).under(
            Row(terms={met: 1, **{variable: -value for variable, value in ask.terms.items()}}, high=0)
        )
        part[met] = -(whole // ask.short)
    return programme, part
