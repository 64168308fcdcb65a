"""One report, made in a process of its own without a database, as a worker would make it."""

import os
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
from reports.selectors import advice_on  # noqa: E402
from roadmap.domain.exchange import read_library  # noqa: E402
from roadmap.domain.library import Library  # noqa: E402
from standards.domain.standard import Standard  # noqa: E402
from tests.people import AT  # noqa: E402
from tests.standards.fixtures import standard_2024  # noqa: E402


@cache
def known() -> tuple[Standard, Library]:
    return standard_2024(), read_library()


def make_sealed(payload: str, number: int) -> bytes:
    """Make a report as `make` does, and seal it."""
    return seal(make(payload, number), at=timezone.now()).pdf


def make(payload: str, number: int) -> bytes:
    """Return the PDF of a snapshot's payload, another firm's each time."""
    return typeset(_document(payload, number))


def _document(payload: str, number: int) -> Document:
    standard, library = known()
    payload = payload.replace("示例机械", f"示例机械{number}号")  # nothing is found ready in typst's memory
    content = snapshots.read(payload, standard)
    return report_document(
        content=content,
        advice=advice_on(content, "machinery", shelf=library, day=AT.date()),
        language="zh",
        number=f"7K3M-9QXA-BCDE-{number:04}",
    )


def make_word(payload: str, number: int) -> bytes:
    return EXPORTS["docx"].make(_document(payload, number), "")


def make_excel(payload: str, number: int) -> bytes:
    return EXPORTS["xlsx"].make(_document(payload, number), "")


FORMS = {"PDF": make, "sealed PDF": make_sealed, "Word": make_word, "Excel": make_excel}
