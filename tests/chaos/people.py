"""Make the tables of a site and firms that fill: `python -m tests.chaos.people COUNT` prints them."""

import json
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from standards.models import Revision


@dataclass(frozen=True, slots=True)
class Filling:
    """A draft, and the session of somebody who fills it."""

    assessment: str
    session: str
    email: str
    choices: str  # JSON: by section and item, the values that may be ticked alone


def main(count: int) -> list[Filling]:
    """Have tables and a standard, and return as many new firms. Django is set up."""
    from django.core.management import call_command  # noqa: PLC0415  (Django first)

    from tests.assessment.factories import make_assessment  # noqa: PLC0415
    from tests.people import make_enterprise, make_user  # noqa: PLC0415
    from tests.standards.fixtures import published  # noqa: PLC0415
    from tests.urls.world import sign_in  # noqa: PLC0415

    if not count:
        call_command("migrate", verbosity=0, interactive=False)
        published()
    found = []
    choices = json.dumps(_choices(published())) if count else ""
    for _ in range(count):
        owner = make_user()
        draft = make_assessment(enterprise=make_enterprise(owner=owner), answered="none")
        found.append(Filling(str(draft.public_id), sign_in(owner), str(owner.email), choices))
    return found


def _choices(revision: "Revision") -> dict[str, dict[str, list[str]]]:
    from assessment.forms.items import NA, choices_of  # noqa: PLC0415  (Django first)
    from standards.selectors.revisions import compiled  # noqa: PLC0415

    return {
        section.code: {
            item.code: [value for value in choices_of(item) if value != NA]
            for item in section.items
            if not getattr(item, "formula", None)  # where figures decide, nothing is ticked
        }
        for section in compiled(revision.pk).sections
        if not all(getattr(item, "formula", None) for item in section.items)
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps([asdict(one) for one in main(int(sys.argv[1]))]))
