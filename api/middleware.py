"""What is refused at an address of the interface is problem+json, whoever refuses it."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from api.views.door import PROBLEM_TYPE, Refused, problem
from api.wording import UNREACHED


def say_problems(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Put a problem in place of a page for people, and have no cache between hand out what a firm has told.

    An address that there is none of, a method, a body that is too large, and faults meet no endpoint.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(reverse("api:v1:api-root")):
            return response
        response.headers.setdefault("Cache-Control", "private, no-cache")
        said = response.headers.get("Content-Type", "") == PROBLEM_TYPE
        if response.status_code >= HTTPStatus.BAD_REQUEST and not said:
            refused = Refused(response.status_code, UNREACHED.get(response.status_code, ""))
            response.content = problem(request, refused).content
            response["Content-Type"] = PROBLEM_TYPE
            response["Content-Length"] = str(len(response.content))
        return response

    return middleware
