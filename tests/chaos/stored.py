"""Print what a site holds: `python -m tests.chaos.stored`."""

import json
import sys
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypedDict

import django

if TYPE_CHECKING:
    from assessment.models import Answer

UNSURE = "unsure"  # as posted, and as the kind of the row


class Stored(TypedDict):
    """Answers by draft and item as (value, version); jobs by key as (state, how often they were done)."""

    answers: dict[str, dict[str, tuple[str, int]]]
    jobs: dict[str, tuple[str, int]]


def main() -> Stored:
    """Return all of it."""
    from django.contrib.auth.models import Group  # noqa: PLC0415  (Django first)

    from assessment.models import Answer  # noqa: PLC0415
    from jobs.models import Job  # noqa: PLC0415

    answers: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
    for row in Answer.objects.select_related("assessment").order_by("pk"):
        answers[str(row.assessment.public_id)][row.code] = (_posted(row), row.version)
    done = Counter(name.rpartition(" ")[0] for name in Group.objects.values_list("name", flat=True))
    jobs = {job.key: (job.state, done[job.key]) for job in Job.objects.filter(kind="ink")}
    return {"answers": answers, "jobs": jobs}


def _posted(row: "Answer") -> str:
    """Return what was ticked to store this; a kind that is ticked itself, 不确定, has its name."""
    if row.kind == UNSURE:
        return UNSURE
    return ",".join(row.options) if row.level is None else str(row.level)


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(main()))
