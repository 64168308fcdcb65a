"""Three invented firms with answers, results and reports: a newcomer sees everything within a minute."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessment.domain import pledge as pledges
from assessment.domain.snapshot import Declaration, Person
from assessment.models import Assessment, Snapshot
from assessment.services import save_answer, start_assessment, submit
from editing.domain.strict_data import load_yaml
from enterprises.models import Enterprise, User
from enterprises.selectors.sectors import own_sector
from enterprises.services.accounts import register
from enterprises.services.enterprises import EnterpriseData, create_enterprise
from reports.models import Language, Report, Variant
from reports.services.reports import request_report
from standards.domain.answer_file import read_answers
from standards.selectors.revisions import compiled

FILE = Path(__file__).parent.parent / "data" / "demo.yaml"
SUBMITTED_BEFORE = timedelta(days=130)  # long enough for a plan to be on its way


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """How to look at one demonstration firm; the password is new at every load."""

    enterprise: str
    email: str
    password: str


def load_demo(*, at: datetime) -> tuple[Login, ...]:
    """Make the firms that are not there yet, and give their owners new passwords."""
    return tuple(_load(entry, at=at) for entry in _entries())


def request_demo_reports(*, at: datetime) -> tuple[Report, ...]:
    """Ask for a report of each firm, as things stand: so last, once its plan is followed. Then wake their
    jobs."""
    return tuple(_request(entry, at=at) for entry in _entries())


@cache
def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = load_yaml(FILE.read_text(encoding="utf-8"))
    return entries


@transaction.atomic
def _load(entry: dict[str, Any], *, at: datetime) -> Login:
    password = secrets.token_urlsafe(9)
    owner = User.objects.filter(email=entry["owner"]["email"]).first()
    if owner is None:
        owner = _new_firm(entry, password=password, at=at)
    else:
        owner.set_password(password)
        owner.save(update_fields=["password"])
    enterprise = _snapshot(entry).assessment.enterprise
    return Login(enterprise=enterprise.name, email=str(owner.email), password=password)


def _request(entry: dict[str, Any], *, at: datetime) -> Report:
    snapshot = _snapshot(entry)
    return request_report(
        snapshot=snapshot,
        variant=Variant.STANDARD,
        language=Language.CHINESE,
        sector=own_sector(snapshot.assessment.enterprise, timezone.localdate(at)),
        by=snapshot.submitted_by,
        at=at,
    )


def _snapshot(entry: dict[str, Any]) -> Snapshot:
    """Return the last result of a firm."""
    own = Snapshot.objects.filter(submitted_by__email=entry["owner"]["email"])
    return own.select_related("assessment__enterprise", "submitted_by").latest("submitted_at", "pk")


def _new_firm(entry: dict[str, Any], *, password: str, at: datetime) -> User:
    then = at - SUBMITTED_BEFORE
    person = entry["owner"]
    owner = register(
        email=person["email"],
        phone=None,
        name=person["name"],
        password=password,
        ip=None,
        at=then,
    )
    firm = create_enterprise(data=EnterpriseData(sector="", **entry["enterprise"]), by=owner, at=then)
    Enterprise.objects.filter(pk=firm.pk).update(is_demo=True)
    assessment = start_assessment(enterprise=firm, by=owner, at=then)
    _fill(assessment, entry, by=owner, at=then)
    submit(assessment=assessment, declaration=_declaration(entry), by=owner, at=then)
    if "next_open" in entry:
        following = start_assessment(enterprise=firm, by=owner, at=at)
        _fill(following, entry, by=owner, at=at, leave=entry["next_open"])
    return owner


def _fill(
    assessment: Assessment, entry: dict[str, Any], *, by: User, at: datetime, leave: tuple[str, ...] = ()
) -> None:
    answers = read_answers(compiled(assessment.revision_id), entry["answers"], entry["scenes"])
    for code, value in {**answers.questions, **answers.scenes}.items():
        if code not in leave:
            save_answer(
                assessment=assessment, code=code, value=value, version=0, by=by, at=at, confirmed=True
            )


def _declaration(entry: dict[str, Any]) -> Declaration:
    owner, responsible = entry["owner"], entry["responsible"]
    return Declaration(
        filled_by=Person(name=owner["name"], position=owner["position"]),
        responsible=Person(name=responsible["name"], position=responsible["position"]),
        pledge_version=pledges.CURRENT,
    )
