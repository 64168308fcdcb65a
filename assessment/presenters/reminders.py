"""What a mail says of what waits for somebody: one line for each."""

from django.conf import settings
from django.urls import reverse

from assessment.models import Remark, SectionWork
from assessment.selectors.reminders import Waiting
from assessment.wording.reminders import ASKED, GIVEN, RETURNED, WANTS_TO_JOIN
from enterprises.models import JoinRequest
from standards.selectors.revisions import compiled_of
from standards.wording.answers import label
from standards.wording.results import local


def lines_of(waiting: Waiting) -> list[str]:
    """Return what waits for a person, people first."""
    return [*map(_request, waiting.requests), *map(_remark, waiting.remarks), *map(_work, waiting.works)]


def _request(request: JoinRequest) -> str:
    return str(WANTS_TO_JOIN) % {
        "firm": request.enterprise.name,
        "who": request.named or request.user,
        "url": settings.PUBLIC_URL + reverse("enterprises:members", args=[request.enterprise.public_id]),
    }


def _remark(remark: Remark) -> str:
    return str(ASKED) % {
        "firm": remark.assessment.enterprise.name,
        "item": label(compiled_of(remark.assessment.revision), remark.code),
        "who": remark.by,
        "text": remark.text,
    }


def _work(work: SectionWork) -> str:
    sections = compiled_of(work.assessment.revision).sections
    title = next((local(section.title) for section in sections if section.code == work.section), work.section)
    said = {
        "firm": work.assessment.enterprise.name,
        "section": title,
        "who": work.changed_by,
        "text": work.remark,
    }
    return str(RETURNED if work.state == "returned" else GIVEN) % said
