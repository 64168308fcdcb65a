"""Which support measures fit a firm, and why not.

Decided is only what the firm's data decide and what it has said of itself. What the notice asks beyond them
is left to the firm as a check.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from editing.domain.texts import Text
from enterprises.domain.facts import Fact, Facts, Topic
from enterprises.domain.regions import lies_within, prefix
from enterprises.domain.size import SizeClass
from roadmap.domain.support import SupportMeasure


class Fit(StrEnum):
    FITS = "fits"  # by all conditions that are known
    MAY_FIT = "may_fit"  # something is for the firm to check
    DOES_NOT_FIT = "does_not_fit"


class Obstacle(StrEnum):
    """A condition that the firm does not meet."""

    NOT_VALID = "not_valid"  # not yet or no longer
    DEADLINE = "deadline"  # over
    QUOTA = "quota"  # used up
    REGION = "region"
    SIZE = "size"
    SECTOR = "sector"
    LEVEL_BEFORE = "level_before"
    LEVEL_AFTER = "level_after"  # above what the firm aims at
    OWNERSHIP = "ownership"
    TAG = "tag"  # none of those that are asked for
    PARK = "park"
    SUB_SECTOR = "sub_sector"
    PROGRAMME = "programme"


class Check(StrEnum):
    """A condition that the firm must check itself."""

    REGION = "region"  # a part of the firm's region, which is not known as finely
    SIZE = "size"  # the firm's is unknown
    LEVEL_AFTER = "level_after"  # the firm has no target yet
    OWNERSHIP = "ownership"  # this and the next four: the firm has not said
    TAG = "tag"
    PARK = "park"
    SUB_SECTOR = "sub_sector"
    PROGRAMME = "programme"
    CONTRACT = "contract"
    PAYMENT = "payment"
    OTHER_FUNDING = "other_funding"
    DEADLINE = "deadline"  # none is known: no condition, but to be asked for


Findings = Iterator[Obstacle | Check]


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """A firm that looks for support on a day."""

    region: str  # GB/T 2260, six digits: a province, city or county
    sector: str  # its code
    size: SizeClass
    level: int  # now
    target: int | None = None  # that it plans to reach; None: no plan yet
    day: date
    facts: Facts = field(default_factory=Facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How a support measure fits a firm."""

    measure: SupportMeasure
    obstacles: tuple[Obstacle, ...]
    checks: tuple[Check, ...]

    @property
    def fit(self) -> Fit:
        """Return whether it fits; a deadline that nobody knows leaves that as it is."""
        if self.obstacles:
            return Fit.DOES_NOT_FIT
        return Fit.MAY_FIT if set(self.checks) - {Check.DEADLINE} else Fit.FITS


def match(measure: SupportMeasure, applicant: Applicant) -> Match:
    """Tell how a support measure fits a firm."""
    found = (
        *_firm(measure, applicant),
        *_levels(measure, applicant),
        *_said(measure, applicant.facts),
        *_for_the_firm(measure),
        *_times(measure, applicant),
    )
    return Match(
        measure=measure,
        obstacles=tuple(one for one in found if isinstance(one, Obstacle)),
        checks=tuple(one for one in found if isinstance(one, Check)),
    )


def matches(measures: Iterable[SupportMeasure], applicant: Applicant) -> tuple[Match, ...]:
    """Return how each measure fits: what fits first, then the more local first, then by code."""
    found = (match(measure, applicant) for measure in measures)
    return tuple(sorted(found, key=_place))


def _place(found: Match) -> tuple[int, int, str]:
    return list(Fit).index(found.fit), -len(prefix(found.measure.region)), found.measure.code


def _times(measure: SupportMeasure, applicant: Applicant) -> Findings:
    if not measure.valid_on(applicant.day):
        yield Obstacle.NOT_VALID
    if measure.quota_used_up:
        yield Obstacle.QUOTA
    if measure.deadline is None:
        yield Check.DEADLINE
    elif measure.deadline < applicant.day:
        yield Obstacle.DEADLINE


def _firm(measure: SupportMeasure, applicant: Applicant) -> Findings:
    if not lies_within(applicant.region, measure.region):
        yield Check.REGION if lies_within(measure.region, applicant.region) else Obstacle.REGION
    if measure.sizes and applicant.size not in measure.sizes:
        yield Check.SIZE if applicant.size is SizeClass.UNKNOWN else Obstacle.SIZE
    if measure.sectors and applicant.sector not in measure.sectors:
        yield Obstacle.SECTOR


def _levels(measure: SupportMeasure, applicant: Applicant) -> Findings:
    low, high = measure.level_before_low, measure.level_before_high
    if (low is not None and applicant.level < low) or (high is not None and applicant.level > high):
        yield Obstacle.LEVEL_BEFORE
    after = measure.level_after_low
    if after is not None and applicant.level < after:
        if applicant.target is None:
            yield Check.LEVEL_AFTER
        elif applicant.target < after:
            yield Obstacle.LEVEL_AFTER


def facts_of(measure: SupportMeasure) -> tuple[Fact, ...]:
    """Return what a firm would have to say so that it is known whether it may have the measure."""
    return (
        *((Fact(Topic.OWNERSHIP),) if measure.ownerships else ()),
        *(Fact(Topic.TAG, tag) for tag in measure.tags),
        *(fact for _obstacle, _check, fact in _lists(measure)),
    )


def _said(measure: SupportMeasure, facts: Facts) -> Findings:
    if measure.ownerships and facts.ownership not in measure.ownerships:
        yield Check.OWNERSHIP if facts.ownership is None else Obstacle.OWNERSHIP
    tags = [facts.says(Fact(Topic.TAG, tag)) for tag in measure.tags]
    if tags and True not in tags:
        yield Check.TAG if None in tags else Obstacle.TAG
    for obstacle, check, fact in _lists(measure):
        if not (said := facts.says(fact)):
            yield check if said is None else obstacle


def _lists(measure: SupportMeasure) -> Iterator[tuple[Obstacle, Check, Fact]]:
    """Give the parks, trades and lists in which the firm must be, by the words of the notice."""
    if measure.park:
        yield Obstacle.PARK, Check.PARK, Fact(Topic.PARK, measure.park.zh)
    if measure.sub_sectors:
        yield Obstacle.SUB_SECTOR, Check.SUB_SECTOR, Fact(Topic.SUB_SECTOR, _joined(measure.sub_sectors))
    if measure.programmes:
        yield Obstacle.PROGRAMME, Check.PROGRAMME, Fact(Topic.PROGRAMME, _joined(measure.programmes))


def _joined(texts: Iterable[Text]) -> str:
    return "、".join(text.zh for text in texts)


def _for_the_firm(measure: SupportMeasure) -> Findings:
    if measure.contract_from or measure.contract_until:
        yield Check.CONTRACT
    if measure.payment_from or measure.payment_until:
        yield Check.PAYMENT
    if measure.excludes_other_funding:
        yield Check.OTHER_FUNDING
