"""The life of an assessment: started, submitted, corrected."""

import hashlib
from collections.abc import Callable
from uuid import UUID

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
from api.views.door import Refused, asking, check_form, endpoint, own_assessment, own_snapshot
from assessment import services
from assessment.domain import pledge as pledges
from assessment.forms.items import CorrectionForm, DeclarationForm
from assessment.models import Snapshot
from assessment.permissions import check_can_fill
from assessment.selectors.answers import load_sheet, read_snapshot, result_line
from assessment.wording.steps import (
    ALREADY_BEGUN,
    ALREADY_CORRECTED,
    CLOSED,
    NOT_COMPLETE,
    NOT_SUBMITTED_MOVED,
    STANDARD_RETIRED,
    SUBMIT_BEFORE_CORRECTING,
)
from enterprises.forms.requests import client_ip
from enterprises.services import once
from reports.presenters.result import result_of
from standards.models import Revision
from standards.selectors.revisions import find_offered

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
