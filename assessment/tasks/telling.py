"""What the worker does to tell firms of a published mistake: a search now and then, and the mail in parts."""

import logging
from collections.abc import Iterator
from smtplib import SMTPException
from typing import Any

from celery import shared_task
from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from assessment.models import About
from assessment.selectors.errata import untold_firms
from assessment.services.telling import note_told, note_try, queue_telling
from assessment.wording.jobs import NOT_SENT
from enterprises.models import Enterprise, Membership, Role, User
from enterprises.services.mailing import plain_mail
from jobs.services.registry import JobFailed, Keep, Work
from jobs.tasks import wake
from standards.models import Defect

logger = logging.getLogger(__name__)

PART = 50  # firms that one job tells


@shared_task(name="assessment.tell_of_defects")
def tell_of_defects(**_ignored: object) -> None:
    """Queue what firms are to be told. Sent by the worker's own timer (`config/celery.py`)."""
    if settings.MAIL_CONFIGURED:
        for job in queue_telling(at=timezone.now()):
            wake(job.pk)


def tell_part(work: Work) -> Keep:
    """Mail the owners of some firms, noting each as it goes: an interrupted job goes on where it was."""
    defect = Defect.objects.select_related("revision__standard", "corrected_by").get(
        pk=work.payload["defect"]
    )
    about = About(work.payload["about"])
    try:
        with get_connection() as mail:
            failed = _tell(work, defect, about, mail)
    except (OSError, SMTPException) as error:  # no server to talk to: nobody's address is to blame
        logger.exception("Firms could not be told of %s", defect.revision)
        raise JobFailed(NOT_SENT) from error
    if failed:
        raise JobFailed(NOT_SENT)
    return lambda: None


def _tell(work: Work, defect: Defect, about: About, mail: Any) -> int:
    """Return to how many firms the mail could not be sent."""
    failed = 0
    for place, (firm, owner) in enumerate(_owners(defect, about)):
        work.progress(min(99, 100 * place // PART))  # raises where another worker has taken over
        notice = note_try(defect=defect, about=about, enterprise=firm)
        context = {"defect": defect, "about": about, "firm": firm, "owner": owner}
        if plain_mail("assessment/email/defect", context, to=owner, connection=mail).send():
            note_told(notice=notice, at=timezone.now())
        else:
            failed += 1
    return failed


def _owners(defect: Defect, about: About) -> Iterator[tuple[Enterprise, User]]:
    firms = list(untold_firms(defect, about)[:PART])
    owners = Membership.objects.filter(enterprise__in=firms, role=Role.OWNER).select_related("user")
    by_firm = {membership.enterprise_id: membership.user for membership in owners}
    for firm in firms:
        yield firm, by_firm[firm.pk]
