"""The Celery application, with a timer of its own that sends what is to be looked for now and then."""

import logging
import os
import sys
from typing import Any

from celery import Celery, bootsteps
from django.conf import settings
from kombu.transport import TRANSPORT_ALIASES

from config.old_database import refuse_old_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

logger = logging.getLogger(__name__)

TRANSPORT_ALIASES["filesystem"] = "config.filesystem:Transport"

SWEEPS = ("jobs.sweep", "assessment.tell_of_defects", "plans.remind_of_steps", "plans.sweep_files")

app = Celery("shujie")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class Sweep(bootsteps.StartStopStep):
    """Sends the sweeps at the start of a worker and then at intervals; no beat process is needed."""

    requires = ("celery.worker.components:Timer",)
    timer: Any = None

    def start(self, worker: Any) -> None:
        self.timer = worker.timer.call_repeatedly(settings.JOB_SWEEP_SECONDS, self.send)
        self.send()

    def stop(self, worker: Any) -> None:
        if self.timer is not None:
            self.timer.cancel()

    def send(self) -> None:
        """Send them; one that waits behind a long job expires when the next is due."""
        for name in SWEEPS:
            try:
                app.send_task(name, expires=settings.JOB_SWEEP_SECONDS)
            except Exception:  # a broker out of reach must not stop the timer
                logger.warning("%s could not be sent; the next one follows", name, exc_info=True)


class OldDatabase(bootsteps.Step):
    """Ends a worker that would meet a database of before 0.2."""

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        if refusal := refuse_old_database():
            sys.exit(refusal)


app.steps["worker"].add(OldDatabase)
app.steps["worker"].add(Sweep)
