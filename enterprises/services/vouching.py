"""Who a firm is, by other ways than staff: a code mailed to its own domain, or an outside register."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.module_loading import import_string

from audit.models import Action
from audit.services import record
from enterprises.domain import mail_domain
from enterprises.domain.register import Register, RegisterUnreachable
from enterprises.models import Enterprise, User, Verification, VerificationState, VerifiedBy
from enterprises.services.verifying import Obstacle, RefusedVerification, check_can_ask, mark_verified

GOOD_FOR = timedelta(days=365)  # a domain may be sold


def send_domain_code(*, enterprise: Enterprise, address: str, by: User, at: datetime, on: date) -> None:
    """Mail a code to an address at the firm's own domain. Raises RefusedVerification, OSError."""
    check_can_ask(enterprise, on)
    if mail_domain.is_public(mail_domain.domain_of(address)):
        raise RefusedVerification(Obstacle.PUBLIC_MAIL)
    code = mail_domain.code(settings.SECRET_KEY, *_about(enterprise, address, by), at=at)
    with translation.override(settings.LANGUAGE_CODE):
        subject = render_to_string("enterprises/email/domain_subject.txt").strip()
        body = render_to_string("enterprises/email/domain_message.txt", {"firm": enterprise, "code": code})
    EmailMessage(subject, body, to=[address]).send()


@transaction.atomic
def confirm_domain(
    *, enterprise: Enterprise, address: str, code: str, by: User, at: datetime, on: date
) -> Verification:
    """Keep that somebody who reads mail at a domain acts for the firm: for a year, weaker than a licence.

    Raises RefusedVerification.
    """
    firm = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    check_can_ask(firm, on)
    domain = mail_domain.domain_of(address)
    if mail_domain.is_public(domain):
        raise RefusedVerification(Obstacle.PUBLIC_MAIL)
    if not mail_domain.is_code(code, settings.SECRET_KEY, *_about(firm, address, by), at=at):
        raise RefusedVerification(Obstacle.WRONG_CODE)
    firm.verifications.filter(how=VerifiedBy.MAIL, state=VerificationState.VERIFIED).update(
        state=VerificationState.ENDED, ended_at=at
    )
    return _keep(firm, VerifiedBy.MAIL, domain=domain, valid_until=on + GOOD_FOR, by=by, at=at)


def _about(firm: Enterprise, address: str, by: User) -> tuple[str, ...]:
    return ("domain", str(firm.public_id), firm.name, firm.uscc, address, str(by.pk))


@transaction.atomic
def verify_by_register(*, enterprise: Enterprise, by: User, at: datetime, on: date) -> Verification:
    """Ask the operator's register; its word counts as a licence does. Raises RefusedVerification."""
    firm = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    check_can_ask(firm, on)
    register: Register = import_string(settings.FIRM_REGISTER)
    try:
        entry = register(firm.name, firm.uscc, by.pk)
    except RegisterUnreachable:
        raise RefusedVerification(Obstacle.UNREACHABLE) from None
    if entry is None or (entry.name, entry.uscc) != (firm.name, firm.uscc):
        raise RefusedVerification(Obstacle.NOT_REGISTERED)
    if entry.valid_until is not None and entry.valid_until < on:
        raise RefusedVerification(Obstacle.PAST)
    mark_verified(firm, entry.valid_until, by=by, at=at, on=on)
    return _keep(firm, VerifiedBy.REGISTER, valid_until=entry.valid_until, by=by, at=at)


def _keep(
    firm: Enterprise,
    how: VerifiedBy,
    *,
    valid_until: date | None,
    by: User,
    at: datetime,
    domain: str = "",
) -> Verification:
    kept = Verification.objects.create(
        enterprise=firm,
        name=firm.name,
        uscc=firm.uscc,
        how=how,
        domain=domain,
        state=VerificationState.VERIFIED,
        asked_by=by,
        asked_at=at,
        decided_by=by,
        decided_at=at,
        valid_until=valid_until,
    )
    record(Action.VERIFIED, by=by, at=at, kind="enterprise", subject=firm.public_id, detail=f"verified {how}")
    return kept
