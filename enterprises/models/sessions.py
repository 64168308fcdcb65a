"""What browsers are remembered by."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import OperationalError, models
from django.utils.translation import gettext_lazy as _

from enterprises.models.people import User

# What a session knows of its sign-in beside what Django keeps in it. The last is written with POSTs, too.
SIGNED_IN_AT, ADDRESS, AGENT, SEEN_AT = "signed_in_at", "address", "agent", "seen_at"
AGENT_LENGTH = 300


class Session(AbstractBaseSession):
    """What a browser is remembered by. Whose it is, and where from, stands in columns so that it is found."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    signed_in_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # something was last sent from there, to the minute
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=AGENT_LENGTH, blank=True)  # as the browser calls itself

    class Meta(AbstractBaseSession.Meta):
        verbose_name = _("登录的设备")  # type: ignore[assignment]
        verbose_name_plural = _("登录的设备")  # type: ignore[assignment]

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        return SessionStore


class SessionStore(DatabaseStore):
    """Django's own, with the columns of `Session` (its way to extend a database-backed session engine)."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.signed_in_at = _moment(data.get(SIGNED_IN_AT))
        row.seen_at = _moment(data.get(SEEN_AT))
        row.address = data.get(ADDRESS)
        row.agent = data.get(AGENT, "")
        return row

    def get_expiry_date(self, **given: Any) -> datetime:
        """Return when it ends: unused for so long, or so long after signing in however much it is used."""
        unused: datetime = super().get_expiry_date(**given)
        began = _moment(self.get(SIGNED_IN_AT))
        return min(unused, began + timedelta(days=settings.SESSION_DAYS)) if began else unused

    def save(self, must_create: bool = False) -> None:
        """Save; a database that is away is said to be so. Django takes it for a session that was ended."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError):
                raise error.__context__ from None
            raise


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
