"""One report, made in a process of its own without a database, as a worker would make it."""

import os
from functools import cache

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.utils import timezone  # noqa: E402  (Django first: a spawned process begins here)

from assessment.domain import snapshot as snapshots  # noqa: E402
from reports.document.sealing import seal  # noqa: E402
from reports.selectors import advice_on  # noqa: E402
from roadmap.domain.exchange import read_library  # noqa: E402
from roadmap.domain.library import Library  # noqa: E402
from standards.domain.standard import Standard  # noqa: E402
from tests.people import AT  # noqa: E402
from tests.reports.contents import report_pdf  # noqa: E402
from tests.standards.fixtures import standard_2024  # noqa: E402


@cache
def _shelf() -> tuple[Standard, Library]:
    return standard_2024(), read_library()


def make_sealed(payload: str, number: int) -> int:
    """Make a report as `make` does, and seal it; return its size in bytes."""
    return len(seal(make(payload, number), at=timezone.now()).pdf)


def make(payload: str, number: int) -> bytes:
    """Return the report of a snapshot's payload, another firm's each time."""
    standard, library = _shelf()
    payload = payload.replace("示例机械", f"示例机械{number}号")  # nothing is found ready in typst's memory
    content = snapshots.read(payload, standard)
    return report_pdf(
        content=content,
        advice=advice_on(content, "machinery", shelf=library, day=AT.date()),
        language="zh",
        number=f"7K3M-9QXA-BCDE-{number:04}",
    )
