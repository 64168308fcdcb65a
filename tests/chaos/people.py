"""Make the tables of a site and firms that fill: `python -m tests.chaos.people COUNT` prints them."""

import json
import sys
from dataclasses import asdict, dataclass

import django


@dataclass(frozen=True, slots=True)
class Filling:
    """A draft, and the session of somebody who fills it."""

    assessment: str
    session: str
    email: str


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
    for _ in range(count):
        owner = make_user()
        draft = make_assessment(enterprise=make_enterprise(owner=owner), answered="none")
        found.append(Filling(str(draft.public_id), sign_in(owner), str(owner.email)))
    return found


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps([asdict(one) for one in main(int(sys.argv[1]))]))
