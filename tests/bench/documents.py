"""What each form of the full report takes, in a process of its own as a worker has it."""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median

from tests.bench import typesetter
from tests.bench.peak import own_peak

ROUNDS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """CPU in ms of the first one in a process (packages and font are loaded for it) and the median of those
    that follow; size of the file in KB; the most memory that the process held, in MB."""

    form: str
    first: float
    later: float
    kilobytes: float
    megabytes: int

    def __str__(self) -> str:
        times = f"first {self.first:.0f}, then {self.later:.0f} ms"
        return f"{times}; {self.kilobytes:.0f} KB; {self.megabytes} MB"


def measure(payload: str) -> Iterator[Made]:
    asked = typesetter.ask(payload)
    for form in typesetter.FORMS:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
            yield apart.submit(make_many, asked, form).result()


def make_many(asked: typesetter.Asked, form: str) -> Made:
    """Make a form of different firms' reports, one after the other."""
    typesetter.known()
    times = []
    for number in range(ROUNDS + 1):
        start = time.process_time()
        made = typesetter.FORMS[form](asked, number)
        times.append(1000 * (time.process_time() - start))
    return Made(
        form=form,
        first=times[0],
        later=median(times[1:]),
        kilobytes=len(made) / 1000,
        megabytes=own_peak(),
    )
