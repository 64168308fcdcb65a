"""Reads: how long firms took to answer the sections of a standard."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from assessment.domain.pace import TimeLeft, pace, time_left, usual_pace
from assessment.models import Answer, Assessment
from assessment.selectors.answers import load_part
from standards.selectors.revisions import compiled

READ = 200  # newest results: enough for a median, few enough to be read once a day


def section_paces(revision_id: int, at: datetime) -> Mapping[str, timedelta]:
    """Return the usual time of an item, by section, where enough results of the standard tell one.

    `at`: now, in local time. Results of earlier days tell it, so that it is read once a day in each process.
    Invented firms and corrections do not count. Two queries.
    """
    return read_paces(revision_id, at.replace(hour=0, minute=0, second=0, microsecond=0))


def time_for(assessment: Assessment, codes: Collection[str], at: datetime) -> TimeLeft:
    """Return how long what is open of these items takes. `at`: now, in local time."""
    sheet = load_part(assessment, codes, among=codes)
    is_open = frozenset(sheet.progress.open).intersection(codes)
    return time_left(sheet.standard, is_open, section_paces(assessment.revision_id, at))


@lru_cache(maxsize=8)
def read_paces(revision_id: int, before: datetime) -> Mapping[str, timedelta]:
    """Return what `section_paces` does, from results submitted before a time."""
    standard = compiled(revision_id)
    results = Assessment.objects.filter(
        snapshot__standard_code=standard.code,
        snapshot__submitted_at__lt=before,
        corrects=None,
        enterprise__is_demo=False,
    )
    newest = list(results.order_by("-pk").values_list("pk", flat=True)[:READ])
    saved: defaultdict[tuple[str, int], list[datetime]] = defaultdict(list)
    for key, code, at in Answer.objects.filter(assessment__in=newest).values_list(
        "assessment", "code", "changed_at"
    ):
        if code in standard.section_by_item:
            saved[standard.section_by_item[code].code, key].append(at)
    found: defaultdict[str, list[timedelta]] = defaultdict(list)
    for (section, _assessment), moments in saved.items():
        if (each := pace(moments)) is not None:
            found[section].append(each)
    usual = {section: usual_pace(paces) for section, paces in found.items()}
    return {section: each for section, each in usual.items() if each is not None}
