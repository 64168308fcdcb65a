"""The world in which addresses are asked for: two firms of the same people, and one of strangers.

A row of the table names no objects: the parameters of its address do (`enterprise`, `snapshot`, …).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http.cookies import SimpleCookie
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from api.domain.tokens import Scope
from api.models import Delivery, Endpoint, Token
from api.services import webhooks
from api.services.tokens import make_token
from assessment.models import Assessment, Snapshot
from assessment.selectors.links import code_of, token_of
from enterprises.models import Enterprise, JoinRequest, Membership, Role, User, private_storage
from enterprises.selectors.invitations import invitation_token
from enterprises.services.invitations import invite
from enterprises.services.members import ask_to_join
from jobs.models import Job, JobState
from jobs.services import beating
from reports.domain.seal import SealCertificate, Sealed
from reports.domain.statement import Fact
from reports.models import Bundle, Language, Report, Statement, Variant
from reports.services.bundles import request_bundle
from reports.services.reports import draw_number, keep_report, request_report
from reports.services.statements import keep_statement
from tests.assessment.factories import (
    make_assessment,
    make_guest_link,
    make_proof,
    make_remark,
    make_snapshot,
)
from tests.library import load_committed_library
from tests.people import AT, make_enterprise, make_member, make_user
from tests.plans.factories import (
    first_step,
    make_effect,
    make_file,
    make_followed,
    make_package,
    make_plan,
    make_quote,
)
from tests.standards.fixtures import published

SEALED = Sealed(
    pdf=b"%PDF-1.7",
    certificate=SealCertificate(pem="a certificate", fingerprint="ab" * 32, name="数阶", from_ca=False),
    time_stamped=False,
)
Objects = dict[str, UUID | str]  # by the name of the parameter in addresses

HOOK = "https://erp.example.com/shujie"
NEWCOMER = "newcomer@example.com"  # registered, in no firm
ROLES = {"viewer": Role.VIEWER, "editor": Role.EDITOR, "owner": Role.OWNER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person got for a page, and what that wrote."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who asks, and what for."""

    people: dict[str, User]
    sessions: dict[str, str]  # by person
    guest: SimpleCookie  # of a browser in which a name was given at the link of `filling`
    filling: Objects  # complete answers to be submitted, a result with its report and a followed plan
    resting: Objects  # no open draft; a result whose report has failed; a plan that is kept
    strangers: Objects  # as `filling`, of other people
    answers: dict[tuple[str, ...], Answer] = field(default_factory=dict)  # of pages, each asked for once

    def client(
        self, person: str, *, enforce_csrf_checks: bool = False, raise_request_exception: bool = True
    ) -> Client:
        """Return a new browser, signed in unless "anonymous"; what one request did to another is gone."""
        client = Client(enforce_csrf_checks, raise_request_exception)
        if person == "guest":
            client.cookies.update(self.guest)
        if person in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[person]
        return client


def make_world() -> World:
    """Return the people, signed in, and their firms."""
    published()
    load_committed_library()
    keep_worker_alive()
    make_user(email=NEWCOMER)
    people = {name: make_user(email=f"{name}@example.com") for name in ("outsider", *ROLES)}
    people["staff"] = make_user(email="staff@example.com", is_staff=True, is_superuser=True)
    strangers = {"owner": make_user(), "editor": make_user(), "viewer": make_user()}
    filling = make_objects(people, drafting=True)
    return World(
        people=people,
        sessions={name: sign_in(user) for name, user in people.items()},
        guest=give_name(str(filling["token"])),
        filling=filling,
        resting=make_objects(people, drafting=False),
        strangers=make_objects(strangers, drafting=True),
    )


def keep_worker_alive() -> None:
    """Leave a sign of life that is still fresh when the last test has run."""
    beating.beat(name=beating.WORKER, at=timezone.now() + timedelta(days=1))


def sign_in(user: User) -> str:
    """Return the key of a new session of this person."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def give_name(token: str) -> SimpleCookie:
    """Return the cookies of a browser in which a name was given at a link."""
    client = Client()
    client.post(f"/g/{token}/", {"name": "李会计"})
    return client.cookies


def make_objects(people: dict[str, User], *, drafting: bool) -> Objects:
    """Return what a new firm of these people has. Its `member` is yet another person."""
    firm = make_enterprise(owner=people["owner"])
    for name in ("viewer", "editor"):
        make_member(enterprise=firm, user=people[name], role=ROLES[name])
    snapshot = make_snapshot(enterprise=firm)
    assessment = make_assessment(enterprise=firm) if drafting else snapshot.assessment
    report = make_report(snapshot, state=JobState.DONE if drafting else JobState.FAILED)
    make_quote(firm)
    return {
        "enterprise": firm.public_id,
        "member": make_member(enterprise=firm, role=Role.VIEWER).public_id,
        **joining_objects(firm, people["owner"]),
        "assessment": assessment.public_id,
        **link_objects(assessment),
        "api_token": api_token_of(firm).public_id,
        "delivery": make_delivery(firm).public_id,
        "section": "F1",
        "code": "F05",
        "remark": make_remark(assessment).public_id,
        "proof": make_proof(assessment).public_id,
        "stage": "start",
        "snapshot": snapshot.public_id,
        "report": report.public_id,
        "number": report.number,
        "fingerprint": SEALED.certificate.fingerprint,
        "statement": make_statement(snapshot).number,
        "ending": "xlsx",
        "bundle": make_bundle(snapshot).public_id,
        **(followed_objects(snapshot) if drafting else {"plan": make_plan(snapshot=snapshot).public_id}),
    }


def joining_objects(firm: Enterprise, owner: User) -> Objects:
    """Return an invitation to a firm, and somebody who asks to join it."""
    at = timezone.now()
    invitation = invite(
        enterprise=firm, role=Role.EDITOR, label="周工", until=at + timedelta(days=7), by=owner, at=at
    )
    ask_to_join(enterprise=firm, named="", by=make_user(), at=at)
    return {
        "invitation": invitation.public_id,
        "invited": invitation_token(invitation),
        "asking": JoinRequest.objects.filter(enterprise=firm).latest("pk").public_id,
    }


def make_api_token(membership: Membership, scopes: Collection[Scope] = tuple(Scope)) -> str:
    """Return a new token of a member."""
    return make_token(membership=membership, name="ERP", scopes=scopes, days=90, at=timezone.now())[1]


def api_token_of(firm: Enterprise) -> Token:
    """Return a token of the firm's owner."""
    make_api_token(Membership.objects.get(enterprise=firm, role=Role.OWNER))
    return Token.objects.get(membership__enterprise=firm)


def make_delivery(firm: Enterprise) -> Delivery:
    """Return what waits to be told to a system of the firm."""
    webhooks.set_endpoint(enterprise=firm, url=HOOK, by=firm.created_by, at=AT)
    return webhooks.try_out(endpoint=Endpoint.objects.get(enterprise=firm), at=AT)


def link_objects(assessment: Assessment) -> Objects:
    """Return a link to a section of an assessment, which no longer opens where that is submitted."""
    link = make_guest_link(assessment, section="F3")
    return {"link": link.public_id, "token": token_of(code_of(link.public_id))}


def followed_objects(snapshot: Snapshot) -> Objects:
    """Return a followed plan of a result, its first step with a file, a figure, and a finished package."""
    plan = make_followed(snapshot=snapshot)
    step = first_step(plan)
    return {
        "plan": plan.public_id,
        "step": step.public_id,
        "file": make_file(plan=plan, step=step).public_id,
        "effect": make_effect(plan=plan).public_id,
        "package": make_package(plan).public_id,
    }


def make_bundle(snapshot: Snapshot) -> Bundle:
    """Return a finished zip of a result's report; what is in it matters to nobody here."""
    firm = snapshot.assessment.enterprise
    bundle = request_bundle(
        enterprise=firm, snapshots=[snapshot], language=Language.CHINESE, by=firm.created_by, at=AT
    )
    bundle.file = private_storage().save("bundles/reports.zip", ContentFile(b"zip"))
    bundle.save()
    return bundle


def make_report(
    snapshot: Snapshot,
    *,
    variant: str = Variant.STANDARD,
    language: str = Language.CHINESE,
    state: str = JobState.DONE,
) -> Report:
    """Return a report whose job ended like this; what is in the file matters to nobody here."""
    report = request_report(
        snapshot=snapshot,
        variant=variant,
        language=language,
        sector="general",
        by=snapshot.submitted_by,
        at=AT,
    )
    Job.objects.filter(pk=report.job_id).update(state=state, finished_at=AT)
    if state == JobState.DONE:
        keep_report(report=report, sealed=SEALED)
    return report


def make_statement(snapshot: Snapshot) -> Statement:
    """Return a statement of level 1; what is signed matters to nobody here."""
    fact = Fact(
        issuer="https://shujie.example.cn",
        number=draw_number(),
        firm="示例机械有限公司",
        standard="miit-sme-2024",
        revision=1,
        level_at_least=1,
        kind="self",
        verified=False,
        on=AT.date(),
    )
    signed = ("a.signed.fact", SEALED.certificate)
    return keep_statement(snapshot=snapshot, fact=fact, signed=signed, by=snapshot.submitted_by, at=AT)
