"""Mail that never fails a request."""

import logging
from collections.abc import Sequence
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

logger = logging.getLogger(__name__)


class PatientBackend(smtp.EmailBackend):
    """SMTP whose failures are logged: the user reads that mail may take a while, not an error page."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        try:
            return super().send_messages(email_messages) or 0
        except (OSError, SMTPException):
            logger.exception("%s messages could not be sent", len(email_messages))
            return 0
