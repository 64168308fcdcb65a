"""Somebody who asks for jobs, one after the other: `python -m tests.chaos.asking FILE`, ended from outside.

FILE gets a line for each that was taken; what was not is asked for again under its name.
"""

import sys
import time
from itertools import count
from pathlib import Path

import django


def main(file: Path) -> None:
    from django.db import DatabaseError, close_old_connections  # noqa: PLC0415  (Django first)
    from django.utils import timezone  # noqa: PLC0415
    from psycopg_pool import PoolTimeout  # noqa: PLC0415

    from jobs.services.life import enqueue  # noqa: PLC0415
    from jobs.tasks import wake  # noqa: PLC0415

    begun = len(file.read_text().splitlines()) if file.exists() else 0
    for number in count(begun):
        name = f"job {number}"
        while True:
            close_old_connections()
            try:
                job = enqueue(kind="ink", key=name, payload={"name": name}, by=None, at=timezone.now())
            except (DatabaseError, PoolTimeout):
                time.sleep(0.5)
                continue
            break
        with file.open("a") as asked:
            asked.write(f"{name}\n")
        wake(job.pk)
        time.sleep(2)


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]))
