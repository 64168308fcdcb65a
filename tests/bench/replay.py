"""A draft replayed against 100,000 submitted results by two processes, as two workers would do it.

    DATABASE_URL=postgresql://… python -m tests.bench.replay [results]

On an empty database. Every result changes, which is the most work there can be.
"""

import json
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from itertools import cycle, islice
from multiprocessing import get_context

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
os.environ.setdefault("SHUJIE_WORKERS", "2")  # else one part at a time is queued
django.setup()

from django.core.management import call_command  # noqa: E402  (Django first: a spawned process begins here)

from assessment.domain import snapshot as snapshots  # noqa: E402
from assessment.models import Assessment, AssessmentState, Snapshot, SnapshotKind  # noqa: E402
from assessment.trial.selectors.replays import progress_of, tally_of  # noqa: E402
from assessment.trial.services import start_replay  # noqa: E402
from jobs.models import Job, JobState  # noqa: E402
from jobs.tasks import run_job  # noqa: E402
from standards.domain.answers import Answers, AtLevel, Chosen  # noqa: E402
from standards.domain.scoring import score  # noqa: E402
from standards.services import import_standard  # noqa: E402
from tests.assessment.factories import DECLARATION  # noqa: E402
from tests.bench.peak import own_peak  # noqa: E402
from tests.domain.edits import edited, setting  # noqa: E402
from tests.people import AT, make_enterprise  # noqa: E402
from tests.standards.fixtures import published, standard_2024  # noqa: E402

STANDARD = standard_2024()
DRAFT = edited(
    STANDARD,
    setting("F", weight=45),
    setting("M", weight=35),
    setting("F01.B", weight=30),
    setting("F01.C", weight=20),
)
DIFFERENT = 2000  # payloads; they repeat after that
BATCH = 2000


def main(arguments: list[str]) -> int:
    """Print the figures as one JSON object."""
    results = int(arguments[0]) if arguments else 100_000
    call_command("migrate", verbosity=0, stdout=StringIO())
    make_results(results)
    scoring = _scoring_alone(results)
    replay, _jobs = start_replay(
        revision=import_standard(standard=DRAFT, by=None, at=AT), by=make_enterprise().created_by, at=AT
    )
    start = time.perf_counter()
    with get_context("spawn").Pool(2) as pool:
        cost = pool.map(work, range(2), chunksize=1)
    seconds = time.perf_counter() - start
    tally = tally_of(replay)
    if (
        not progress_of(replay).is_done
        or tally.results != results
        or replay.rows.count() != tally.changed_points
    ):
        raise RuntimeError(f"the replay is not whole: {tally.results} of {results}")
    figures = {
        "results": results,
        "changed": tally.changed_points,
        "seconds": round(seconds, 1),
        "peak_mb": max(peak for peak, _ in cost),
        "ratio": round(sum(cpu for _, cpu in cost) / scoring, 2),
    }
    print(json.dumps(figures))  # noqa: T201
    return 0


def work(_number: int) -> tuple[int, float]:
    """Do queued parts until there are none; return the peak of memory in MB and the CPU time."""
    begin = time.process_time()
    while True:
        job = Job.objects.filter(state=JobState.QUEUED).order_by("pk").first()
        if job is not None:
            run_job(job_id=job.pk)
        elif Job.objects.filter(state=JobState.RUNNING).exists():
            time.sleep(0.05)
        else:
            break
    return own_peak(), time.process_time() - begin


def make_results(count: int) -> None:
    """Submit so many results, past the services: what they would check is not what is measured."""
    revision = published()
    firm = make_enterprise()
    shared = {"enterprise": firm, "revision": revision, "started_by": firm.created_by, "started_at": AT}
    payloads = cycle(list(islice(_payloads(revision.digest), min(count, DIFFERENT))))
    for begin in range(0, count, BATCH):
        assessments = Assessment.objects.bulk_create(
            Assessment(state=AssessmentState.SUBMITTED, **shared) for _ in range(min(BATCH, count - begin))
        )
        Snapshot.objects.bulk_create(
            Snapshot(
                assessment=assessment,
                kind=SnapshotKind.SELF,
                standard_code=STANDARD.code,
                revision_number=STANDARD.revision,
                digest=revision.digest,
                payload=next(payloads),
                pledge_version=DECLARATION.pledge_version,
                submitted_by=firm.created_by,
                submitted_at=AT + timedelta(seconds=begin),
            )
            for assessment in assessments
        )


def _payloads(digest: str) -> Iterator[str]:
    dice = random.Random(20241122)
    enterprise = {"name": "示例机械有限公司", "region": "340800", "sector": "machinery", "size": "small"}
    while True:
        content = snapshots.SnapshotContent(
            kind=SnapshotKind.SELF.value,
            standard=STANDARD,
            digest=digest,
            enterprise=enterprise,
            answers=_answers(dice),
            figures={},
            result={},
            declaration=DECLARATION,
            at=AT,
        )
        yield snapshots.write(content)


def _answers(dice: random.Random) -> Answers:
    """Return the answers of a firm somewhere between the worst and the best."""
    skill = dice.random()
    chosen = {}
    for question in STANDARD.questions:
        keys = [option.key for option in question.options]
        if question.several:
            several = [key for key in keys[1:] if dice.random() < skill]
            chosen[question.code] = Chosen(options=tuple(several or keys[:1]))
        else:
            chosen[question.code] = Chosen(
                options=(keys[min(len(keys) - 1, int(dice.random() * skill * (len(keys) + 1)))],)
            )
    scenes = {scene.code: AtLevel(level=min(4, int(dice.random() * skill * 6))) for scene in STANDARD.scenes}
    return Answers(questions=chosen, scenes=scenes)


def _scoring_alone(results: int, tried: int = 2000) -> float:
    """Return the CPU time that scoring as many answers once would take, and nothing else."""
    dice = random.Random(1)
    answers = [_answers(dice) for _ in range(tried)]
    begin = time.process_time()
    for each in answers:
        score(STANDARD, each)
    return (time.process_time() - begin) * results / tried


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
