"""When the steps of a plan are worked: a few at once, quick cheap ones first, the money over the quarters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from roadmap.domain.planning.inputs import Effort

QUARTER = 3  # months
QUICK = 3  # months that a quick step takes at most
ZERO = Decimal(0)
Before = Mapping[str, frozenset[str]]  # by code: the codes that come before, all of them in the plan
Rank = tuple[Decimal, bool, int, Decimal, str]  # of those that may begin, the least is the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When a step runs: months from the beginning."""

    start: int
    finish: int


def working_order(
    waits: Before, efforts: Mapping[str, Effort], at_once: int
) -> tuple[dict[str, Slot], dict[str, Slot]]:
    """Return when each step runs, in the order of beginning, at the upper and at the lower ends of the
    months.

    At each moment as many steps run as may (`at_once`) and can, for what they wait for is done. Of those that
    could begin comes first: the one with which the money begun in a quarter exceeds an even share the least;
    a quick one that costs no more than the average step; the one with the longest chain behind it; the
    cheaper; by code.
    At the lower ends each step waits for the same ones, and for the one whose place it takes.
    Waits must not go in a circle. Source: docs/method.md, "In which order".
    """
    work = _Work(waits=waits, efforts=efforts, at_once=at_once)
    while len(work.slots) < len(waits):
        work.begin_what_can_begin()
        work.go_on()
    return work.slots, _at_lower_ends(work)


def chains_from(waits: Before, efforts: Mapping[str, Effort]) -> dict[str, int]:
    """Map each step to the months of the longest chain that begins with it, at the upper ends."""
    after: dict[str, set[str]] = {code: set() for code in waits}
    for code, others in waits.items():
        for other in others:
            after[other].add(code)
    found: dict[str, int] = {}

    def chain(code: str) -> int:
        if code not in found:
            found[code] = efforts[code].months.high + max(map(chain, after[code]), default=0)
        return found[code]

    for code in waits:
        chain(code)
    return found


@dataclass(kw_only=True)
class _Work:
    """The work so far. `free`: places by the step that had them last, None for none yet."""

    waits: Before
    efforts: Mapping[str, Effort]
    at_once: int
    now: int = 0
    slots: dict[str, Slot] = field(default_factory=dict)
    takes_over: dict[str, str] = field(default_factory=dict)
    running: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)
    begun: dict[int, Decimal] = field(default_factory=dict)  # money by quarter

    def __post_init__(self) -> None:
        self.chains = chains_from(self.waits, self.efforts)
        self.free: list[str | None] = [None] * self.at_once
        money = sum((self.efforts[code].cost.mid for code in self.waits), ZERO)
        months = sum(self.efforts[code].months.high for code in self.waits)
        least = max(max(self.chains.values(), default=0), -(-months // self.at_once))
        self.share = money / max(1, -(-least // QUARTER))
        self.average = money / max(1, len(self.waits))

    def begin_what_can_begin(self) -> None:
        ready = self._ready()
        while ready and self.free:
            code = min(ready, key=self._rank)
            before = self.free.pop(0)
            if before is not None:
                self.takes_over[code] = before
            effort = self.efforts[code]
            self.slots[code] = Slot(start=self.now, finish=self.now + effort.months.high)
            quarter = self.now // QUARTER
            self.begun[quarter] = self.begun.get(quarter, ZERO) + effort.cost.mid
            self.running.add(code)
            ready = self._ready()

    def go_on(self) -> None:
        """Go to the next moment at which a step ends."""
        self.now = min(self.slots[code].finish for code in self.running)
        ended = sorted(code for code in self.running if self.slots[code].finish == self.now)
        self.running.difference_update(ended)
        self.done.update(ended)
        self.free = [*self.free, *ended]

    def _ready(self) -> list[str]:
        return [code for code, others in self.waits.items() if code not in self.slots and others <= self.done]

    def _rank(self, code: str) -> Rank:
        effort = self.efforts[code]
        spent = self.begun.get(self.now // QUARTER, ZERO)
        too_much = max(ZERO, spent + effort.cost.mid - self.share) if spent else ZERO
        quick = effort.months.high <= QUICK and effort.cost.mid <= self.average
        return too_much, not quick, -self.chains[code], effort.cost.mid, code


def _at_lower_ends(work: _Work) -> dict[str, Slot]:
    slots: dict[str, Slot] = {}
    for code in work.slots:
        before = {*work.waits[code], *({work.takes_over[code]} if code in work.takes_over else ())}
        start = max((slots[other].finish for other in before), default=0)
        slots[code] = Slot(start=start, finish=start + work.efforts[code].months.low)
    return slots
