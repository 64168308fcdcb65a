"""Looking people and firms up."""

from enterprises.admin.firms import EnterpriseAdmin
from enterprises.admin.people import UserAdmin
from enterprises.admin.verifications import VerificationAdmin

__all__ = ["EnterpriseAdmin", "UserAdmin", "VerificationAdmin"]
