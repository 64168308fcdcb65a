"""The answers of the quick check: they stand in a signed cookie of the visitor's, and nowhere else."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from assessment.domain.quick import quick_items
from standards.domain.answer_file import AnswerFileError, read_answers, write_answers
from standards.domain.answers import Answers
from standards.domain.standard import Standard

COOKIE = "shujie-quick"
SECONDS = 14 * 24 * 3600


def carried_answers(request: HttpRequest, standard: Standard) -> Answers:
    """Return what was answered in this browser; no answers of another standard, or too old ones."""
    if standard.code != quick_items().standard:
        return Answers()
    try:
        data: Mapping[str, Any] = json.loads(
            request.get_signed_cookie(COOKIE, default="{}", max_age=SECONDS) or "{}"
        )
        return read_answers(standard, data.get("answers", {}), data.get("scenes", {}))
    except (AnswerFileError, ValueError):
        return Answers()  # of a revision that asked otherwise


def keep_answers(response: HttpResponse, standard: Standard, answers: Answers, *, secure: bool) -> None:
    """Let the browser keep the answers."""
    text = json.dumps(write_answers(standard, answers), separators=(",", ":"))
    response.set_signed_cookie(COOKIE, text, max_age=SECONDS, secure=secure, httponly=True, samesite="Lax")
