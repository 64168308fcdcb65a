"""One report, made in a process of its own without a database, as a worker would make it.

What is made: the payload of a snapshot with the plan chosen for it, as whoever asks for a report leaves them.
"""

import os
from dataclasses import dataclass
from functools import cache

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.utils import timezone  # noqa: E402  (Django first: a spawned process begins here)

from assessment.domain import snapshot as snapshots  # noqa: E402
from reports.document.blocks import Document  # noqa: E402
from reports.document.exports import EXPORTS  # noqa: E402
from reports.document.issuing import report_document  # noqa: E402
from reports.document.sealing import seal  # noqa: E402
from reports.document.typesetting import typeset  # noqa: E402
from reports.selectors.advice import advice_on  # noqa: E402
from roadmap.domain.exchange import read_library  # noqa: E402
from roadmap.domain.library import Library  # noqa: E402
from roadmap.domain.planning import Choice, choice_of  # noqa: E402
from standards.domain.standard import Standard  # noqa: E402
from tests.people import AT  # noqa: E402
from tests.standards.fixtures import standard_2024  # noqa: E402

SECTOR = "machinery"


@cache
def known() -> tuple[Standard, Library]:
    return standard_2024(), read_library()


@dataclass(frozen=True, slots=True)
class Asked:
    payload: str
    chosen: Choice


def ask(payload: str) -> Asked:
    """Find the plan for a snapshot's payload."""
    standard, library = known()
    content = snapshots.read(payload, standard)
    found = advice_on(content, SECTOR, shelf=library, day=AT.date()).recommended
    return Asked(payload, choice_of(found))


def make_sealed(asked: Asked, number: int) -> bytes:
    """Make a report as `make` does, and seal it."""
    return seal(make(asked, number), at=timezone.now()).pdf


def make(asked: Asked, number: int) -> bytes:
    """Return the PDF that was asked for, another firm's each time."""
    return typeset(_document(asked, number))


def _document(asked: Asked, number: int) -> Document:
    standard, library = known()
    # So nothing is found ready in typst's memory.
    payload = asked.payload.replace("示例机械", f"示例机械{number}号")
    content = snapshots.read(payload, standard)
    return report_document(
        content=content,
        advice=advice_on(content, SECTOR, shelf=library, day=AT.date(), chosen=asked.chosen),
        language="zh",
        number=f"7K3M-9QXA-BCDE-{number:04}",
    )


def make_word(asked: Asked, number: int) -> bytes:
    return EXPORTS["docx"].make(_document(asked, number), "")


def make_excel(asked: Asked, number: int) -> bytes:
    return EXPORTS["xlsx"].make(_document(asked, number), "")


FORMS = {"PDF": make, "sealed PDF": make_sealed, "Word": make_word, "Excel": make_excel}
