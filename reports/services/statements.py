"""Writes: a statement that a firm hands out, and its withdrawal."""

from datetime import datetime

from django.db import transaction

from assessment.models import Snapshot
from enterprises.models import User
from reports.domain.seal import SealCertificate
from reports.domain.statement import Fact
from reports.models import Statement
from reports.services.reports import keep_certificate

Signed = tuple[str, SealCertificate]  # JWS


@transaction.atomic
def keep_statement(*, snapshot: Snapshot, fact: Fact, signed: Signed, by: User, at: datetime) -> Statement:
    """Keep what a firm hands out: a row tells whoever asks whether it still stands."""
    token, certificate = signed
    return Statement.objects.create(
        snapshot=snapshot,
        number=fact.number,
        level=fact.level_at_least,
        verified=fact.verified,
        day=fact.on,
        token=token,
        certificate=keep_certificate(certificate),
        issued_by=by,
        issued_at=at,
    )


def withdraw_statement(*, statement: Statement, by: User, at: datetime) -> bool:
    """Take a statement back for good; False where it was before."""
    standing = Statement.objects.filter(pk=statement.pk, withdrawn_at=None)
    return bool(standing.update(withdrawn_by=by, withdrawn_at=at))
