"""Looking people and firms up."""

from enterprises.admin.firms import EnterpriseAdmin
from enterprises.admin.people import UserAdmin

__all__ = ["EnterpriseAdmin", "UserAdmin"]
