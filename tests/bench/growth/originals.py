"""Firms made by the product's own services, each a little different: the rows that are copied.

Every firm has submitted and has its report; every second has a member more; every third submitted a second
time, another third asked to be verified, and half of these are; every fourth has a draft open; every fifth
follows a plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from django.core.files.base import ContentFile
from django.utils import timezone

from assessment.models import Assessment, Snapshot
from assessment.selectors.answers import read_snapshot
from assessment.services import save_answer, start_assessment, submit
from enterprises.models import Enterprise, Role, User
from enterprises.selectors.sectors import own_sector
from enterprises.services.accounts import register
from enterprises.services.enterprises import EnterpriseData, create_enterprise
from enterprises.services.verifying import approve, ask_for_verification
from jobs.tasks import run_job
from plans.domain import kept
from plans.services import follow_plan, keep_plan
from reports.models import Language, Variant
from reports.services.reports import request_firm_report
from roadmap.domain.planning import UNBOUNDED, Goal, Plan, firm_situation, recommend
from roadmap.selectors.library import library
from standards.domain.answer_file import read_answers
from standards.domain.answers import Answers
from tests.assessment.factories import DECLARATION, QUESTIONS, SCENES
from tests.people import PASSWORD, make_member
from tests.standards.fixtures import standard_2024

BEGAN = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
PICTURE = b"\x89PNG\r\n\x1a\n picture"
DIVISIONS = ("34", "35", "33", "13", "17", "39", "26", "38", "41", "30")
REGIONS = ("340800", "340100", "320500", "330100", "440300", "110105", "510100", "370200", "420100", "500100")


@dataclass(frozen=True, slots=True)
class Original:
    """A firm with the people who are there because of it."""

    firm: Enterprise
    people: tuple[User, ...]


def make(count: int) -> Iterator[Original]:
    """Make so many firms, the same each time."""
    dice = Random(20241122)
    for number in range(count):
        yield _make(number, dice)


def _make(number: int, dice: Random) -> Original:
    owner = _person(number, "owner")
    data = EnterpriseData(
        name=f"示例机械{number:03}号有限公司",
        uscc=f"91340800MA{number:08}",
        division=DIVISIONS[number % len(DIVISIONS)],
        sector="",
        region=REGIONS[number % len(REGIONS)],
        employees=20 + number,
        revenue=Decimal(900 + 100 * number),
        assets=Decimal(700 + 90 * number),
    )
    firm = create_enterprise(data=data, by=owner, at=BEGAN)
    people = [owner]
    if number % 2:
        editor = _person(number, "editor")
        make_member(enterprise=firm, user=editor, role=Role.EDITOR, added_by=owner, at=BEGAN)
        people.append(editor)
    first = _submitted(firm, owner, _answers(dice), at=BEGAN)
    _report(first, owner, at=BEGAN)
    if number % 3 == 1:
        _verify(firm, approved=number % 2 == 0)
    if number % 3 == 0:
        after = BEGAN + timedelta(days=300)
        _submitted(firm, owner, _answers(dice), at=after, copy_from=first)
    if number % 4 == 0:
        start_assessment(enterprise=firm, by=owner, at=BEGAN + timedelta(days=330), copy_from=first)
    if number % 5 == 0:
        _follow(first, at=BEGAN + timedelta(days=1))
    return Original(firm, tuple(people))


def _verify(firm: Enterprise, *, approved: bool) -> None:
    picture = ContentFile(PICTURE, name="licence.png")
    asked = ask_for_verification(
        enterprise=firm, picture=picture, by=firm.created_by, at=BEGAN, on=BEGAN.date()
    )
    if approved:
        clerk, _new = User.objects.get_or_create(email="clerk@original.example", is_staff=True)
        approve(verification=asked, valid_until=None, by=clerk, at=BEGAN, on=BEGAN.date())


def _person(number: int, role: str) -> User:
    email = f"{role}{number}@original.example"
    return register(email=email, phone=None, name="李小波", password=PASSWORD, ip="192.0.2.1", at=BEGAN)


def _answers(dice: Random) -> Answers:
    """Return the answers of a firm between the worst and the best, figures among them."""
    skill = dice.random()
    levels = {
        code: min(4, int(dice.random() * skill * 6)) for code, known in SCENES.items() if known in range(5)
    }
    return read_answers(standard_2024(), QUESTIONS, SCENES | levels)


def _submitted(
    firm: Enterprise, by: User, answers: Answers, *, at: datetime, copy_from: Snapshot | None = None
) -> Snapshot:
    draft = start_assessment(enterprise=firm, by=by, at=at, copy_from=copy_from)
    _answer(draft, answers, by=by, at=at)
    return submit(assessment=draft, declaration=DECLARATION, by=by, at=at, address="192.0.2.1")


def _answer(draft: Assessment, answers: Answers, *, by: User, at: datetime) -> None:
    versions = dict(draft.answers.values_list("code", "version"))
    for code, value in {**answers.questions, **answers.scenes}.items():
        version = versions.get(code, 0)
        save_answer(assessment=draft, code=code, value=value, version=version, by=by, at=at, confirmed=True)


def _report(snapshot: Snapshot, by: User, *, at: datetime) -> None:
    report = request_firm_report(
        snapshot=snapshot, variant=Variant.STANDARD, language=Language.CHINESE, by=by, at=at
    )
    run_job(job_id=report.job_id)


def _follow(snapshot: Snapshot, *, at: datetime) -> None:
    today, by = timezone.localdate(at), snapshot.submitted_by
    firm, submitted = snapshot.assessment.enterprise, read_snapshot(snapshot)
    situation = firm_situation(
        library=library(today),
        sector=own_sector(firm, today),
        size=firm.sizing.size,
        standard=submitted.standard,
        answers=submitted.answers,
    )
    target = min(submitted.result["level"] + 1, standard_2024().rule.top)
    found = recommend(Goal(target=target), situation).found
    if isinstance(found, Plan) and found.steps:
        content = kept.keep(found, UNBOUNDED, target=target, expected={}, quoted=frozenset())
        plan = keep_plan(snapshot=snapshot, content=content, name="改进方案", by=by, at=at)
        follow_plan(plan=plan, begins_on=today, by=by, at=at)
