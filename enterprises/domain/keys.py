"""What of a person's signing in may change, and why staff reset something: words of the audit log."""

from enum import StrEnum


class Change(StrEnum):
    """What signs a person in, and has changed."""

    PASSWORD = "password"  # noqa: S105  # a word, no secret
    PASSWORD_GIVEN = "password_given"  # noqa: S105  # by staff
    EMAIL = "email"
    PHONE = "phone"
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    FACTORS_RESET = "factors_reset"
    IDENTITY_ADDED = "identity_added"
    IDENTITY_REMOVED = "identity_removed"


class ResetReason(StrEnum):
    """Why staff reset a second factor: one of a list, for the log keeps nothing that somebody typed."""

    LOST = "lost"
    REPLACED = "replaced"
    MISLAID = "mislaid"
    STOLEN = "stolen"


class GivenReason(StrEnum):
    """Why staff give a new password."""

    FORGOTTEN = "forgotten"
    UNREACHABLE = "unreachable"
    STOLEN = "stolen"
