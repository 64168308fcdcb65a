"""Who pays for which of several sums, so that all together pay most: an exact search in whole numbers.

Some payers may not pay for the same sum. Each pays a share of what it takes up to a limit, or a fixed amount.
The search goes sum by sum and gives up a branch that cannot beat the best one found. What a branch may still
bring is bounded by weights: whatever the part, no payer gives more than this part of its rate and the rest of
its limit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice, permutations, product
from math import lcm
from operator import mul

MOST_WEIGHTS = 200  # that are tried
BOUNDS = 6  # of these that are kept: each costs time at every step
MOST_ORDERS = 24

Choice = tuple[int, ...]  # the payers of one sum, by place


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A share of what is spent up to a limit (None: none), or a fixed amount (`rate` None)."""

    rate: int | None
    limit: int | None

    def pays(self, spent: int) -> int:
        share = spent * self.rate if self.rate is not None else None
        return min(part for part in (share, self.limit) if part is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """Pays the least of its offers, and nothing for less than `floor`. `takes`: the sums, by place."""

    offers: tuple[Offer, ...]
    floor: int
    takes: frozenset[int]

    def pays(self, spent: int) -> int:
        if not spent or spent < self.floor:
            return 0
        return min(offer.pays(spent) for offer in self.offers)

    @property
    def limit(self) -> int | None:
        """Return the most that it pays; None where there is no limit."""
        return min((offer.limit for offer in self.offers if offer.limit is not None), default=None)

    @property
    def rate(self) -> int | None:
        """Return the lowest share; None where the amount is fixed."""
        return min((offer.rate for offer in self.offers if offer.rate is not None), default=None)

    @property
    def enough(self) -> int | None:
        """Return what it takes for the most; None where there is no limit."""
        if self.limit is None:
            return None
        shares = (-(-self.limit // offer.rate) for offer in self.offers if offer.rate)
        return max(self.floor, 1, *shares)

    @property
    def is_linear(self) -> bool:
        """Return whether it gives its share of each sum, whatever the others come to."""
        return self.limit is None and self.floor == 0 and len(self.offers) == 1


@dataclass(frozen=True, slots=True)
class _Bound:
    """What can come at most: `fixed`, and so much for each unit that a payer has, and for the sums to come.

    All in units of 1/`scale`. `later`: by the number of sums that are settled.
    """

    scale: int
    fixed: int
    weights: tuple[int, ...]
    later: tuple[int, ...]

    def most(self, settled: int, spent: Sequence[int]) -> int:
        had: int = sum(map(mul, self.weights, spent))
        return self.fixed + had + self.later[settled]


def shared(sums: Sequence[int], payers: Sequence[Payer], together: Sequence[Sequence[bool]]) -> list[Choice]:
    """Return who pays for each sum. `together`: by places of payers, whether two may pay for the same one."""
    return _Search(sums, payers, together).best()


class _Search:
    def __init__(
        self, sums: Sequence[int], payers: Sequence[Payer], together: Sequence[Sequence[bool]]
    ) -> None:
        self.payers = payers
        self.order = sorted(range(len(sums)), key=lambda place: -sums[place])  # large ones decide most
        self.sums = [sums[place] for place in self.order]
        self.choices = [_choices(place, payers, together) for place in self.order]
        self.enough = [sum(sums) if payer.enough is None else payer.enough for payer in payers]
        self.bounds = _bounds(self.sums, self.choices, payers)
        self.found: tuple[Choice, ...] = ()
        self.most = -1
        self.linear = [place for place, payer in enumerate(payers) if payer.is_linear]
        self.seen: dict[tuple[int, ...], int] = {}  # what linear payers gave, by all else that matters

    def best(self) -> list[Choice]:
        for order in islice(permutations(range(len(self.payers))), MOST_ORDERS):
            self._fill(order)
        self._settle((), (0,) * len(self.payers))
        return [choice for _place, choice in sorted(zip(self.order, self.found, strict=True))]

    def _fill(self, order: Sequence[int]) -> None:
        """Try what comes of filling the payers one after the other."""
        spent, chosen = (0,) * len(self.payers), []
        for cost, choices in zip(self.sums, self.choices, strict=True):
            open_ones = [place for place in order if self._wants_more(place, spent[place])]
            choice = min(choices, key=lambda one: [place not in one for place in open_ones])
            spent = self._after(spent, choice, cost)
            chosen.append(choice)
        self._keep(tuple(chosen), spent)

    def _settle(self, chosen: tuple[Choice, ...], spent: tuple[int, ...]) -> None:
        settled = len(chosen)
        if settled == len(self.sums):
            self._keep(chosen, spent)
            return
        if self._was_as_good(settled, spent):
            return
        ways = ((self._after(spent, choice, self.sums[settled]), choice) for choice in self.choices[settled])
        for after, choice in sorted(ways, key=lambda way: -self.bounds[0].most(settled + 1, way[0])):
            if self._may_win(settled + 1, after):
                self._settle((*chosen, choice), after)

    def _may_win(self, settled: int, spent: tuple[int, ...]) -> bool:
        return all(bound.most(settled, spent) > self.most * bound.scale for bound in self.bounds)

    def _was_as_good(self, settled: int, spent: tuple[int, ...]) -> bool:
        """Return whether the others had spent the same before, and linear payers had given no less."""
        gained = sum(self.payers[place].pays(spent[place]) for place in self.linear)
        key = (settled, *(own for place, own in enumerate(spent) if place not in self.linear))
        if gained <= self.seen.get(key, -1):
            return True
        self.seen[key] = gained
        return False

    def _keep(self, chosen: tuple[Choice, ...], spent: tuple[int, ...]) -> None:
        total = sum(payer.pays(own) for payer, own in zip(self.payers, spent, strict=True))
        if total > self.most:
            self.found, self.most = chosen, total

    def _after(self, spent: tuple[int, ...], choice: Choice, cost: int) -> tuple[int, ...]:
        """Cut off what makes no difference any more: fewer ways then look different."""
        after = list(spent)
        for place in choice:
            after[place] = min(after[place] + cost, self.enough[place])
        return tuple(after)

    def _wants_more(self, place: int, spent: int) -> bool:
        return spent < self.enough[place]


def _choices(place: int, payers: Sequence[Payer], together: Sequence[Sequence[bool]]) -> tuple[Choice, ...]:
    """Return the largest sets of payers that may pay for a sum: more never pay less."""
    takers = [number for number, payer in enumerate(payers) if place in payer.takes]
    found: list[Choice] = []
    for size in range(len(takers), -1, -1):
        for chosen in combinations(takers, size):
            legal = all(together[one][other] for one, other in combinations(chosen, 2))
            if legal and not any(set(chosen) <= set(larger) for larger in found):
                found.append(chosen)
    return tuple(found)


def _bounds(
    sums: Sequence[int], choices: Sequence[Sequence[Choice]], payers: Sequence[Payer]
) -> tuple[_Bound, ...]:
    """Return the bounds that are tightest at the beginning."""
    made = (_bound(sums, choices, payers, parts) for parts in islice(_parts(payers), MOST_WEIGHTS))
    start = (0,) * len(payers)
    ordered = sorted(made, key=lambda bound: Fraction(bound.most(0, start), bound.scale))
    return tuple(ordered[:BOUNDS])


def _parts(payers: Sequence[Payer]) -> Iterator[tuple[Fraction, ...]]:
    """Give, payer by payer, which part of its rate is counted; the rest of its limit is.

    At the best parts two payers are worth the same, or one of them nothing: those are tried.
    """
    rates = sorted({payer.rate for payer in payers if payer.rate})
    yield from product(*(_parts_of(payer, rates) for payer in payers))


def _parts_of(payer: Payer, rates: Sequence[int]) -> tuple[Fraction, ...]:
    if not payer.rate:
        return (Fraction(0),)
    if payer.limit is None:
        return (Fraction(1),)
    return (Fraction(1), Fraction(0), *(Fraction(rate, payer.rate) for rate in rates if rate < payer.rate))


def _bound(
    sums: Sequence[int],
    choices: Sequence[Sequence[Choice]],
    payers: Sequence[Payer],
    parts: Sequence[Fraction],
) -> _Bound:
    scale = lcm(*(part.denominator for part in parts))
    weights = tuple(int(part * scale) * (payer.rate or 0) for part, payer in zip(parts, payers, strict=True))
    limits = zip(parts, payers, strict=True)
    later = [0]
    for cost, ways in zip(reversed(sums), reversed(choices), strict=True):
        later.append(later[-1] + cost * max(sum(weights[place] for place in way) for way in ways))
    return _Bound(
        scale=scale,
        fixed=sum(int((1 - part) * scale) * (payer.limit or 0) for part, payer in limits),
        weights=weights,
        later=tuple(reversed(later)),
    )
