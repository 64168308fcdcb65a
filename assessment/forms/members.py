"""One of the members who may fill, or nobody in particular."""

from collections.abc import Iterable
from typing import Any

from assessment.wording.sections import NOBODY
from enterprises.forms.fields import OpenChoiceField
from enterprises.models import Membership, User


class MemberField(OpenChoiceField):
    """A member, returned as the person; None for nobody. The form says who there is: `offer`."""

    _people: dict[str, User] = {}

    def offer(self, members: Iterable[Membership]) -> None:
        self._people = {str(one.public_id): one.user for one in members}
        self.choices = [("", NOBODY), *((key, str(user)) for key, user in self._people.items())]

    def clean(self, value: Any) -> Any:
        return self._people.get(super().clean(value))
