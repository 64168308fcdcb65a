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
from enterprises.selectors import own_sector
from enterprises.services.enterprises import EnterpriseData, create_enterprise, register
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    logins: tuple[Login, ...]
    reports: tuple[Report, ...]  # whose jobs are to be woken


def load_demo(*, at: datetime) -> Loaded:
    """Make the firms that are not there yet, and give their owners new passwords."""
    loaded = [_load(entry, at=at) for entry in _entries()]
    return Loaded(
        logins=tuple(login for login, _ in loaded),
        reports=tuple(report for _, report in loaded),
    )


@cache
def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = load_yaml(FILE.read_text(encoding="utf-8"))
    return entries


@transaction.atomic
def _load(entry: dict[str, Any], *, at: datetime) -> tuple[Login, Report]:
    password = secrets.token_urlsafe(9)
    owner = User.objects.filter(email=entry["owner"]["email"]).first()
    if owner is None:
        owner = _new_firm(entry, at=at)
    owner.set_password(password)
    owner.save(update_fields=["password"])
    snapshot = Snapshot.objects.filter(submitted_by=owner).latest("submitted_at", "pk")
    enterprise = snapshot.assessment.enterprise
    report = request_report(
        snapshot=snapshot,
        variant=Variant.STANDARD,
        language=Language.CHINESE,
        sector=own_sector(enterprise, timezone.localdate(at)),
        by=owner,
        at=at,
    )
    return Login(enterprise=enterprise.name, email=str(owner.email), password=password), report


def _new_firm(entry: dict[str, Any], *, at: datetime) -> User:
    then = at - SUBMITTED_BEFORE
    person = entry["owner"]
    owner = register(
        email=person["email"],
        phone=None,
        name=person["name"],
        password=secrets.token_urlsafe(),
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
