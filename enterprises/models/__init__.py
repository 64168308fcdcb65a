"""Users, enterprises and who may do what in which enterprise."""

from enterprises.models.erasing import ErasedNumber, Tombstone
from enterprises.models.files import FirmFile, private_storage, stored_names
from enterprises.models.firms import Enterprise, ProfileFact
from enterprises.models.guarding import SentForm, SignInPlace, WrongPassword
from enterprises.models.members import Invitation, JoinRequest, Membership, Role
from enterprises.models.people import Consent, StaffRegion, User, UserManager
from enterprises.models.sectors import ChoosableSector, DivisionSector, SectorMapVersion
from enterprises.models.sessions import (
    ADDRESS,
    AGENT,
    AGENT_LENGTH,
    SEEN_AT,
    SIGNED_IN_AT,
    Session,
    SessionStore,
)
from enterprises.models.verification import OPEN, Verification, VerificationState, VerifiedBy

__all__ = [
    "ADDRESS",
    "AGENT",
    "AGENT_LENGTH",
    "OPEN",
    "SEEN_AT",
    "SIGNED_IN_AT",
    "ChoosableSector",
    "Consent",
    "DivisionSector",
    "Enterprise",
    "ErasedNumber",
    "FirmFile",
    "Invitation",
    "JoinRequest",
    "Membership",
    "ProfileFact",
    "Role",
    "SectorMapVersion",
    "SentForm",
    "Session",
    "SessionStore",
    "SignInPlace",
    "StaffRegion",
    "Tombstone",
    "User",
    "UserManager",
    "Verification",
    "VerificationState",
    "VerifiedBy",
    "WrongPassword",
    "private_storage",
    "stored_names",
]
