"""The Celery application, with a timer of its own that sends what is to be looked for now and then."""

import gc
import logging
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from celery import Celery, Task, bootsteps
from celery.app.amqp import AMQP
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from kombu import Connection
from kombu.transport import TRANSPORT_ALIASES
from structlog.contextvars import bound_contextvars

from config.application_name import named_connection
from config.log import REQUEST, new_request_id, request_id
from config.old_database import refuse_old_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

logger = logging.getLogger(__name__)

CANNOT_MAKE = "reports.document.readiness.cannot_make"
HEADER = "shujie-request"

TRANSPORT_ALIASES["filesystem"] = "config.filesystem:Transport"

SWEEPS = (
    "jobs.sweep",
    "assessment.tell_of_defects",
    "assessment.remind_of_parts",
    "plans.remind_of_steps",
    "plans.sweep_files",
    "audit.remove_old",
    "enterprises.erase_due",
    "api.tell_events",
)


class NumberedTask(Task):
    """Takes the id of the request that wakes it along, into its own lines and the database's."""

    def apply_async(self, *args: Any, headers: dict[str, Any] | None = None, **options: Any) -> Any:
        return super().apply_async(*args, headers={**(headers or {}), HEADER: request_id()}, **options)

    def __call__(self, *args: Any, **given: Any) -> Any:
        number = (self.request.headers or {}).get(HEADER) or new_request_id()
        with bound_contextvars(**{REQUEST: number}), named_connection(f"shujie {number}"):
            return super().__call__(*args, **given)


class SteadyConnection(Connection):
    """Looks for a broker that is away every few seconds, however long it has been: people wait."""

    def ensure_connection(self, *args: Any, **options: Any) -> Any:
        return super().ensure_connection(*args, **{"interval_max": 3, **options})


class SteadyAMQP(AMQP):
    Connection = SteadyConnection


app = Celery("shujie", task_cls=NumberedTask, amqp=SteadyAMQP)
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
            send(name)


class LostMessages(bootsteps.StartStopStep):
    """Wakes all that is queued whenever the worker has reached its broker: one that was away may have lost
    messages, or never had them."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def start(self, consumer: Any) -> None:
        send("jobs.sweep", all_queued=True)


def send(name: str, **given: bool) -> None:
    """Send what is looked for now and then; the next one follows where this one cannot be sent."""
    try:
        app.send_task(name, kwargs=given, expires=settings.JOB_SWEEP_SECONDS)
    except Exception:  # a broker out of reach stops neither timer nor worker
        logger.warning("%s could not be sent; the next one follows", name, exc_info=True)


class OldDatabase(bootsteps.Step):
    """Ends a worker that would meet a database of before 0.2."""

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        if refusal := refuse_old_database():
            sys.exit(refusal)


class Documents(bootsteps.Step):
    """Ends a worker that could make no report. Tried in a process of its own: what sets documents must not be
    loaded before those who work are forked."""

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        with ProcessPoolExecutor(1, mp_context=get_context("fork")) as apart:
            trouble = apart.submit(import_string(CANNOT_MAKE), at=timezone.now()).result()
        if trouble:
            sys.exit(f"Reports cannot be made: {trouble}")


class Loaded(bootsteps.Step):
    """Sets aside what is loaded, before those who work are forked: to look for garbage in it is to write to
    it, and each of them would soon have a copy of its own."""

    requires = (Documents,)

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        gc.freeze()


app.steps["worker"].add(OldDatabase)
app.steps["worker"].add(Documents)
app.steps["worker"].add(Loaded)
app.steps["worker"].add(Sweep)
app.steps["consumer"].add(LostMessages)
