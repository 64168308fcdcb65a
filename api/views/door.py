"""The interface itself: who may ask for what, how answers and refusals look.

Every endpoint names the scope that opens it; one that names none opens for nobody (`every_endpoint_guarded`).
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from http import HTTPStatus
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ImproperlyConfigured, PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, RawPostDataException
from django.utils import timezone
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from api.domain.tokens import Scope
from api.models import Token
from api.permissions import check_scope
from api.presenters.shapes import FieldError, Problem
from api.selectors import find_open_token
from api.services.tokens import note_use
from api.wording import ABOUT, FAILED, OTHERWISE_WRONG, WRONG
from assessment.models import Assessment, Snapshot
from assessment.selectors.answers import get_assessment, get_snapshot
from editing.domain.decimals import plain
from enterprises.models import Enterprise, User
from reports.models import Report
from reports.selectors.reports import get_report

RATE = "300/m"  # of one token in one process
PROBLEM_TYPE = "application/problem+json"
View = TypeVar("View", bound=Callable[..., Any])


class Encoder(NinjaJSONEncoder):
    """Writes exact decimals in their one spelling, and sets in order: the same content is the same bytes."""

    def default(self, o: Any) -> Any:
        if isinstance(o, Decimal):
            return plain(o)
        return sorted(o) if isinstance(o, frozenset) else super().default(o)


class Renderer(JSONRenderer):
    encoder_class = Encoder
    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


class TextParser(Parser):
    """Reads JSON, and refuses halves of characters, which it can name and no answer and no database takes."""

    def parse_body(self, request: HttpRequest) -> Any:
        read = super().parse_body(request)
        json.dumps(read, ensure_ascii=False).encode()
        return read


class Bearer(HttpBearer):
    """A token in the header `Authorization: Bearer sj_…`. Cookies open nothing here."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        now = timezone.now()
        found = find_open_token(token, now)
        if found is not None:
            check_scope(found.scopes, self.scope)
            note_use(token=found, at=now)
        return found


class TokenRate(SimpleRateThrottle):
    def get_cache_key(self, request: HttpRequest) -> str:
        return f"api-{token_of(request).pk}"


class Interface(NinjaAPI):
    """Describes itself in the reader's language, and says that refusals are problem+json."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.described: dict[str, OpenAPISchema] = {}  # half a second of work, and anybody may ask

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        language = get_language() or ""
        if language not in self.described:
            self.described[language] = self._describe(**kwargs)
        return self.described[language]

    def _describe(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["summary"] = str(ABOUT[operation["operationId"]])
                for status, response in operation["responses"].items():
                    if int(status) >= HTTPStatus.BAD_REQUEST:
                        response["content"] = {PROBLEM_TYPE: response["content"].pop("application/json")}
        return schema


def nobody(request: HttpRequest) -> None:
    """Open for nobody: what an endpoint without a scope gets."""


api = Interface(
    title="数阶 Shujie",
    version="1",
    urls_namespace="api:v1",
    docs_url=None,
    renderer=Renderer(),
    parser=TextParser(),
    auth=nobody,
    throttle=[TokenRate(RATE)],
)


def endpoint(
    method: str,
    path: str,
    *,
    scope: Scope,
    answers: Any,
    refuses: tuple[int, ...] = (),
    more: Mapping[str, Any] | None = None,
) -> Callable[[View], View]:
    """Put a view at a path for tokens with a scope.

    `answers`: shape by status. `refuses`: statuses beside those that any endpoint may refuse with.
    """
    refusals = dict.fromkeys((400, 401, 403, 404, 422, 429, *refuses), Problem)

    def register(view: View) -> View:
        decorate = api.default_router.api_operation(
            [method],
            path,
            auth=Bearer(scope),
            response={**refusals, **answers},
            by_alias=True,
            url_name=view.__name__,
            operation_id=view.__name__,
            tags=[path.split("/")[1]],
            openapi_extra={"x-scope": scope.value, **(more or {})},
        )
        registered: View = decorate(view)
        return registered

    return register


def every_endpoint_guarded() -> None:
    """Raise ImproperlyConfigured for an endpoint that no scope guards: nothing starts then."""
    for path, view in api.default_router.path_operations.items():
        for operation in view.operations:
            if not any(isinstance(guard, Bearer) for guard in operation.auth_callbacks):
                raise ImproperlyConfigured(f"{operation.methods} {path}: no scope")


# --- Who asks, and for what --------------------------------------------------------------------


def token_of(request: HttpRequest) -> Token:
    token: Token = request.auth  # type: ignore[attr-defined]  # ninja's, once `Bearer` let it in
    return token


def asking(request: HttpRequest) -> tuple[User, Enterprise, datetime]:
    """Return the member in whose place the token asks, its firm, and when."""
    membership = token_of(request).membership
    return membership.user, membership.enterprise, timezone.now()


def own_assessment(request: HttpRequest, public_id: UUID) -> Assessment:
    """Return an assessment of the token's firm; one of the member's other firms is not found either."""
    user, firm, _now = asking(request)
    found = get_assessment(user, public_id)
    check_own(found.enterprise, firm)
    return found


def own_snapshot(request: HttpRequest, public_id: UUID) -> Snapshot:
    user, firm, _now = asking(request)
    found = get_snapshot(user, public_id)
    check_own(found.assessment.enterprise, firm)
    return found


def own_report(request: HttpRequest, public_id: UUID) -> Report:
    user, firm, _now = asking(request)
    found = get_report(user, public_id)
    check_own(found.snapshot.assessment.enterprise, firm)
    return found


def check_own(enterprise: Enterprise, firm: Enterprise) -> None:
    if enterprise != firm:
        raise Http404


# --- Refusals ----------------------------------------------------------------------------------


class Refused(Exception):
    """Nothing was done. `detail`: why, for people; `more`: what else the shape of the refusal holds."""

    def __init__(
        self,
        status: int,
        detail: object,
        errors: tuple[FieldError, ...] = (),
        shape: type[Problem] = Problem,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.shape, self.more = status, detail, errors, shape, more


def problem(request: HttpRequest, refused: Refused) -> HttpResponse:
    body = refused.shape(
        title=HTTPStatus(refused.status).phrase,
        status=refused.status,
        detail=str(refused.detail),
        errors=list(refused.errors),
        **refused.more,
    )
    response = api.create_response(request, body.model_dump(by_alias=True), status=refused.status)
    response["Content-Type"] = PROBLEM_TYPE
    if refused.status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Refused)
def say_refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return problem(request, refused)


@api.exception_handler(Http404)
def say_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(request, Refused(404, FAILED[404]))


@api.exception_handler(PermissionDenied)
def say_denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(request, Refused(403, FAILED[403]))


@api.exception_handler(HttpError)
def say_failed(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, Refused(error.status_code, FAILED[error.status_code]))


@api.exception_handler(RawPostDataException)
def say_no_json(request: HttpRequest, error: RawPostDataException) -> HttpResponse:
    """Refuse what says that it is a form: it has been read as one before it came here."""
    return problem(request, Refused(400, FAILED[400]))


@api.exception_handler(ValidationError)
def say_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = tuple(
        FieldError(field=".".join(map(str, one["loc"])), message=str(WRONG.get(one["type"], OTHERWISE_WRONG)))
        for one in error.errors
    )
    return problem(request, Refused(422, FAILED[422], errors))


def check_form(form: Form, where: str) -> None:
    """Raise Refused with what is wrong by field, where a form of a page would be shown again."""
    if form.is_valid():
        return
    errors = tuple(
        FieldError(field=f"{where}.{name}" if name != NON_FIELD_ERRORS else where, message=str(text))
        for name, texts in form.errors.items()
        for text in texts
    )
    raise Refused(422, FAILED[422], errors)
