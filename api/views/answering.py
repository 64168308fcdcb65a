"""Answers: read, and given one at a time by whoever knows what was there before."""

import hashlib
import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Body, Header

from api.domain.tokens import Scope
from api.forms import bodies
from api.presenters import shapes, showing
from api.presenters.shapes import FieldError
from api.views.door import Refused, asking, check_own, endpoint, own_assessment
from api.views.reading import read
from api.wording import CHANGED_MEANWHILE, FAILED, VERSION_MISSING
from assessment import services
from assessment.models import Assessment
from assessment.permissions import check_role_fills
from assessment.selectors.answers import get_assessment_and_role, load_part, load_sheet
from assessment.wording.sections import SECTION_CLOSED
from assessment.wording.steps import CLOSED, NOT_SAVED_MOVED
from standards.domain.answer_file import AnswerFileError
from standards.domain.answers import InvalidAnswer
from standards.domain.standard import Standard
from standards.selectors.revisions import compiled_of
from standards.wording.refusals import sentence

STAMP = re.compile(r'(?:W/)?"(\d{1,9})(?:\.[0-9a-f]+)?"', re.ASCII)


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
