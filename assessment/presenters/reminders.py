"""What a mail says of what waits for somebody: one line for each."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from assessment.models import Remark, SectionWork
from assessment.selectors.pace import time_for
from assessment.selectors.reminders import Waiting
from assessment.wording.reminders import ASKED, GIVEN, GIVEN_ANSWERED, RETURNED, WANTS_TO_JOIN
from enterprises.models import JoinRequest
from standards.selectors.revisions import compiled_of
from standards.wording.answers import label
from standards.wording.results import local


def lines_of(waiting: Waiting, at: datetime) -> list[str]:
    """Return what waits for a person, people first. `at`: now, in local time."""
    works = (_work(work, at) for work in waiting.works)
    return [*map(_request, waiting.requests), *map(_remark, waiting.remarks), *works]


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


def _work(work: SectionWork, at: datetime) -> str:
    sections = compiled_of(work.assessment.revision).sections
    section = next((one for one in sections if one.code == work.section), None)
    left = time_for(work.assessment, section.codes, at).minutes if section else 0
    said = {
        "firm": work.assessment.enterprise.name,
        "section": local(section.title) if section else work.section,
        "who": work.changed_by,
        "text": work.remark,
        "minutes": left,
    }
    if work.state == "returned":
        return str(RETURNED) % said
    return str(GIVEN if left else GIVEN_ANSWERED) % said
