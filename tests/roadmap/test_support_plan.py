"""The support for a plan: what is sure by what is known of the firm, and what is worth asking it."""

from typing import Any

from enterprises.domain.facts import NO, YES, Fact, Facts, Topic
from enterprises.domain.size import SizeClass
from enterprises.domain.standing import Ownership
from roadmap.domain.matching import Applicant, matches
from roadmap.domain.support import SupportMeasure
from roadmap.domain.support_plan import SupportPlan, support_plan
from tests.roadmap.sectors import text
from tests.roadmap.test_funding import DAY, fund, project, share

OWNERSHIP, LIST = Fact(Topic.OWNERSHIP), Fact(Topic.PROGRAMME, "名单")


def asked(*measures: SupportMeasure, said: dict[Fact, str] | None = None, **firm: Any) -> SupportPlan:
    facts = Facts(said or {})
    given: dict[str, Any] = {"region": "340881", "sector": "auto", "size": SizeClass.SMALL, "level": 1}
    applicant = Applicant(**given | firm, target=2, day=DAY, facts=facts)
    return support_plan(project(), matches(measures, applicant), facts)


OPEN = fund("open", share(10))
PRIVATE = fund("private", share(20), ownerships=(Ownership.PRIVATE,))
LISTED = fund("listed", share(50), programmes=(text("名单"),), excludes_other_funding=True)


def test_only_what_is_known_to_fit_is_counted() -> None:
    found = asked(OPEN, PRIVATE, LISTED)
    assert [grant.measure.code for grant in found.sure.grants] == ["open"]
    assert found.sure.total == 4
    assert found.sure.net == 36


def test_a_question_says_what_a_yes_is_worth_the_most_first() -> None:
    found = asked(OPEN, PRIVATE, LISTED)
    assert [one.fact for one in found.questions] == [LIST, OWNERSHIP]
    assert [int(one.more) for one in found.questions] == [16, 8]
    assert [measure.code for measure in found.questions[0].measures] == ["listed"]


def test_what_is_answered_is_counted_and_not_asked_again() -> None:
    found = asked(OPEN, PRIVATE, LISTED, said={OWNERSHIP: "private", LIST: NO})
    assert found.sure.total == 12
    assert found.questions == ()
    assert found.said == (OWNERSHIP, LIST)


def test_an_answer_that_changes_no_amount_is_not_asked_for() -> None:
    small = fund("small", share(10), programmes=(text("名单"),), excludes=("open",))
    assert asked(OPEN, small).questions == ()


def test_what_another_condition_rules_out_asks_nothing() -> None:
    elsewhere = fund("far", share(50), region="330000", programmes=(text("名单"),))
    used_up = fund("gone", share(50), quota_used_up=True, programmes=(text("名单"),))
    higher = fund("high", share(50), level_after_low=3, programmes=(text("名单"),))
    found = asked(elsewhere, used_up, higher, said={LIST: YES})
    assert not found.sure.total
    assert (found.questions, found.said) == ((), ())


def test_a_place_or_size_that_nobody_knows_makes_nothing_sure() -> None:
    found = asked(fund("sized", share(10), sizes=(SizeClass.SMALL,)), size=SizeClass.UNKNOWN)
    assert not found.sure.total
    assert found.questions == ()
