"""The settings of worker processes that tests start: production's own, with a gate before each handler."""

import os

from config.settings import *
from config.settings import JOB_HANDLERS as REAL_HANDLERS
from config.settings import JOB_TIME_SECONDS, STORAGES

STORAGES |= {
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": os.environ["TEST_FILES"]},
    }
}

JOB_HANDLERS = dict.fromkeys([*REAL_HANDLERS, "ink"], "tests.jobs.handlers.gated") | {
    "sweep_files": REAL_HANDLERS["sweep_files"],  # comes by itself once a day, and would wait at the gate
    **{
        name: f"tests.jobs.handlers.{name}"
        for name in ("refuse", "stumble", "gobble", "dawdle", "ignore_signals", "crash")
    },
}
JOB_ATTEMPTS = 2
CELERY_TASK_TIME_LIMIT = JOB_TIME_SECONDS + 1
