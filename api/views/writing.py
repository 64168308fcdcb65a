"""What is changed: assessments are started, answered, submitted and corrected; reports are asked for."""

import hashlib
import re
from collections.abc import Callable
from uuid import UUID

from allauth.core import ratelimit
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Body, Header
from ninja.responses import Status

from api.domain.tokens import Scope
from api.forms import bodies
from api.presenters import shapes, showing
from api.presenters.shapes import FieldError
from api.views.door import (
    Refused,
    asking,
    check_form,
    check_own,
    endpoint,
    own_assessment,
    own_report,
    own_snapshot,
)
from api.views.reading import read
from api.wording import CHANGED_MEANWHILE, FAILED, VERSION_MISSING
from assessment import services
from assessment.domain import pledge as pledges
from assessment.forms.items import CorrectionForm, DeclarationForm
from assessment.models import Assessment, Snapshot
from assessment.permissions import check_can_fill, check_role_fills
from assessment.selectors.answers import (
    get_assessment_and_role,
    load_part,
    load_sheet,
    read_snapshot,
    result_line,
)
from assessment.wording.sections import SECTION_CLOSED
from assessment.wording.steps import (
    ALREADY_BEGUN,
    ALREADY_CORRECTED,
    CLOSED,
    NOT_COMPLETE,
    NOT_SAVED_MOVED,
    NOT_SUBMITTED_MOVED,
    STANDARD_RETIRED,
    SUBMIT_BEFORE_CORRECTING,
)
from audit.models import Action
from audit.services import record_once
from enterprises.forms.requests import client_ip
from enterprises.services import once
from enterprises.wording.accounts import TOO_OFTEN
from jobs.tasks import wake
from reports.models import Language
from reports.permissions import check_can_request
from reports.presenters.result import result_of
from reports.selectors.reports import get_report_file, list_reports
from reports.services.reports import request_firm_report
from reports.views.report import pdf_response
from standards.domain.answer_file import AnswerFileError
from standards.domain.answers import InvalidAnswer
from standards.domain.standard import Standard
from standards.models import Revision
from standards.selectors.revisions import compiled_of, find_offered
from standards.wording.refusals import sentence

STAMP = re.compile(r'(?:W/)?"(\d{1,9})(?:\.[0-9a-f]+)?"', re.ASCII)
Key = Header[str | None]


def make_once(request: HttpRequest, key: str | None, make: Callable[[], UUID]) -> UUID:
    """Return what was made, or what the same request for the firm with this `Idempotency-Key` made before.

    As with forms, the same key with something else in the request is another request.
    """
    if not key:
        return make()
    by, firm, _now = asking(request)
    parts = (str(firm.pk).encode(), request.path.encode(), key.encode("utf-8", "replace"), request.body)
    digest = hashlib.sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts)).hexdigest()
    with transaction.atomic():
        sent = once.begin(by=by, key=digest, at=timezone.now())
        if sent.answer:
            return UUID(sent.answer)
        made = make()
        once.finish(sent=sent, answer=str(made), at=timezone.now())
    return made


# --- Answers -----------------------------------------------------------------------------------


@read("/assessments/{assessment}/answers", list[shapes.Answer])
def answers(request: HttpRequest, assessment: UUID) -> list[shapes.Answer]:
    """Every item in the order of the form, answered or not."""
    sheet = load_sheet(own_assessment(request, assessment))
    return [showing.answer(sheet, code) for code in sheet.standard.item_codes]


@read("/assessments/{assessment}/answers/{item}", shapes.Answer)
def answer(request: HttpRequest, response: HttpResponse, assessment: UUID, item: str) -> shapes.Answer:
    """One item. Its `ETag` is what `If-Match` takes when it is answered."""
    found = own_assessment(request, assessment)
    check_item(compiled_of(found.revision), item)
    return _stored(found, item, response)


def check_item(standard: Standard, item: str) -> None:
    """Raise Http404 for what is no item: of the rest of what an address may hold no database is asked."""
    if item not in standard.section_by_item:
        raise Http404


def _stored(found: Assessment, item: str, response: HttpResponse) -> shapes.Answer:
    sheet = load_part(found, [item])
    stored = showing.answer(sheet, item)
    response["ETag"] = (
        f'"{stored.version}.{hashlib.sha256(stored.model_dump_json().encode()).hexdigest()[:12]}"'
    )
    return stored


@endpoint(
    "PUT",
    "/assessments/{assessment}/answers/{item}",
    scope=Scope.ANSWER,
    answers={200: shapes.Answer, 412: shapes.Stale},
    refuses=(409, 428),
)
def put_answer(
    request: HttpRequest,
    *,
    response: HttpResponse,
    assessment: UUID,
    item: str,
    given: Body[bodies.AnyAnswer],
    if_match: Header[str | None] = None,
) -> shapes.Answer:
    """Answer an item, if nobody has changed it since: `If-Match` names the `ETag` that was read.

    Refused with 412 it says what stands now. Several people may fill at the same time.
    """
    user, firm, now = asking(request)
    found, role = get_assessment_and_role(user, assessment)
    check_own(found.enterprise, firm)
    check_role_fills(role)
    standard = load_part(found, [item], answers=False).standard
    check_item(standard, item)
    stamp = STAMP.fullmatch((if_match or "").strip())
    if stamp is None:
        raise Refused(428, VERSION_MISSING)
    try:
        numbers = given.numbers(item, standard)
        services.save_answer(
            assessment=found,
            code=item,
            value=given.value(numbers),
            version=int(stamp[1]),
            by=user,
            at=now,
            figures=numbers,
            confirmed=given.confirmed,
            standard=standard,
        )
    except services.StaleWrite:
        stands = _stored(found, item, HttpResponse())
        raise Refused(412, CHANGED_MEANWHILE, shape=shapes.Stale, current=stands) from None
    except (InvalidAnswer, AnswerFileError) as error:
        field = error.item if isinstance(error, AnswerFileError) else error.code
        wrong = FieldError(field=f"body.{field}", message=sentence(error.reason, error.detail))
        raise Refused(422, FAILED[422], (wrong,)) from None
    except services.NotDraft:
        raise Refused(409, CLOSED) from None
    except services.OtherRevision:
        raise Refused(409, NOT_SAVED_MOVED) from None
    except services.SectionClosed:
        raise Refused(409, SECTION_CLOSED) from None
    return _stored(found, item, response)


# --- The life of an assessment -----------------------------------------------------------------


@endpoint("POST", "/assessments", scope=Scope.ANSWER, answers={201: shapes.Assessment}, refuses=(409,))
def start(
    request: HttpRequest, *, response: HttpResponse, given: Body[bodies.Start], idempotency_key: Key = None
) -> Status[shapes.Assessment]:
    """Start an assessment. A firm has one draft at a time."""
    user, firm, now = asking(request)
    check_can_fill(user, firm)
    copied = own_snapshot(request, given.copy_from) if given.copy_from else None
    revision = find_offered(given.standard, demonstrations=firm.is_demo) if given.standard else None
    if given.standard and revision is None:
        raise Http404

    def make() -> UUID:
        return services.start_assessment(
            enterprise=firm, by=user, at=now, revision=None if copied else revision, copy_from=copied
        ).public_id

    try:
        made = make_once(request, idempotency_key, make)
    except Revision.DoesNotExist:
        raise Refused(409, STANDARD_RETIRED) from None
    except services.OpenDraft:
        raise Refused(409, ALREADY_BEGUN) from None
    return Status(201, _started(request, response, made))


def _started(request: HttpRequest, response: HttpResponse, made: UUID) -> shapes.Assessment:
    response["Location"] = reverse("api:v1:assessment", args=[made])
    found = own_assessment(request, made)
    return showing.assessment(found, load_sheet(found))


@endpoint(
    "POST",
    "/assessments/{assessment}/submit",
    scope=Scope.SUBMIT,
    answers={201: shapes.Result},
    refuses=(409,),
)
def submit(
    request: HttpRequest,
    *,
    response: HttpResponse,
    assessment: UUID,
    given: Body[bodies.Declaration],
    idempotency_key: Key = None,
) -> Status[shapes.Result]:
    """Submit a draft that is complete, for good, with the declaration of the people responsible."""
    user, firm, now = asking(request)
    found = own_assessment(request, assessment)
    check_can_fill(user, firm)
    form = DeclarationForm(given.model_dump())
    check_form(form, "body")

    def make() -> UUID:
        return services.submit(
            assessment=found,
            declaration=form.declaration(pledges.CURRENT),
            by=user,
            at=now,
            address=client_ip(request),
        ).public_id

    try:
        made = make_once(request, idempotency_key, make)
    except services.Incomplete as error:
        raise Refused(409, NOT_COMPLETE, _lacking(error)) from None
    except services.NotDraft:
        raise Refused(409, CLOSED) from None
    except services.OtherRevision:
        raise Refused(409, NOT_SUBMITTED_MOVED) from None
    response["Location"] = reverse("api:v1:result", args=[made])
    return Status(201, _shown_result(own_snapshot(request, made)))


def _lacking(error: services.Incomplete) -> tuple[FieldError, ...]:
    items = dict.fromkeys((*error.progress.open, *error.progress.unconfirmed))
    return tuple(FieldError(field=code, message=str(NOT_COMPLETE)) for code in items)


def _shown_result(snapshot: Snapshot) -> shapes.Result:
    return showing.whole_result(result_line(snapshot), result_of(read_snapshot(snapshot)))


@endpoint(
    "POST",
    "/results/{result}/correct",
    scope=Scope.ANSWER,
    answers={201: shapes.Assessment},
    refuses=(409,),
)
def correct(
    request: HttpRequest,
    *,
    response: HttpResponse,
    result: UUID,
    given: Body[bodies.Correction],
    idempotency_key: Key = None,
) -> Status[shapes.Assessment]:
    """Open a draft with the answers of a result; submitting it supersedes the result."""
    user, firm, now = asking(request)
    snapshot = own_snapshot(request, result)
    check_can_fill(user, firm)
    form = CorrectionForm(given.model_dump())
    check_form(form, "body")

    def make() -> UUID:
        draft = services.correct(snapshot=snapshot, reason=form.cleaned_data["reason"], by=user, at=now)
        return draft.public_id

    try:
        made = make_once(request, idempotency_key, make)
    except services.OpenDraft:
        raise Refused(409, SUBMIT_BEFORE_CORRECTING) from None
    except services.AlreadySuperseded:
        raise Refused(409, ALREADY_CORRECTED) from None
    return Status(201, _started(request, response, made))


# --- Reports -----------------------------------------------------------------------------------


@read("/results/{result}/reports", list[shapes.Report])
def reports(request: HttpRequest, result: UUID) -> list[shapes.Report]:
    """The reports of a result, newest first."""
    return [showing.report(one) for one in list_reports(own_snapshot(request, result))]


@endpoint("POST", "/results/{result}/reports", scope=Scope.REPORT, answers={202: shapes.Report})
def ask_for_report(
    request: HttpRequest, response: HttpResponse, result: UUID, given: Body[bodies.ReportRequest]
) -> Status[shapes.Report]:
    """Ask for a report. The same one asked for again is the one there is, so this needs no key."""
    user, firm, now = asking(request)
    snapshot = own_snapshot(request, result)
    check_can_request(user, firm, given.variant)
    if not ratelimit.consume(request, action="report", user=user):
        raise Refused(429, TOO_OFTEN)
    report = request_firm_report(
        snapshot=snapshot, variant=given.variant, language=Language.active(), by=user, at=now
    )
    if not report.job.is_over:
        wake(report.job.pk)
    response["Location"] = reverse("api:v1:report", args=[report.public_id])
    return Status(202, showing.report(report))


@read("/reports/{report}", shapes.Report)
def report(request: HttpRequest, report: UUID) -> shapes.Report:
    """How far a report is."""
    return showing.report(own_report(request, report))


PDF = {
    "responses": {200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}
}


@endpoint("GET", "/reports/{report}/file", scope=Scope.READ, answers={200: None, 304: None}, more=PDF)
def report_file(request: HttpRequest, report: UUID) -> HttpResponse:
    """The sealed PDF, once the report is done."""
    found = own_report(request, report)
    user, _firm, now = asking(request)
    response = pdf_response(get_report_file(user, found.public_id), as_attachment=True)
    record_once(Action.DOWNLOADED, by=user, at=now, kind="report", subject=found.public_id, detail="api")
    return response
