"""Job handlers for the tests: one that works, and all the ways to go wrong."""

import os
import signal
import time
from functools import partial
from pathlib import Path

from django.contrib.auth.models import Group
from django.utils.module_loading import import_string

from config.settings import JOB_HANDLERS as REAL_HANDLERS
from jobs.services.registry import JobFailed, Keep, Work


def ink(work: Work) -> Keep:
    """Leave one row, so that work kept twice is seen."""
    work.progress(50)
    return partial(_leave_row, work.payload["name"])


def _leave_row(name: str) -> None:
    Group.objects.create(name=f"{name} {Group.objects.count()}")


def refuse(work: Work) -> Keep:
    raise JobFailed("没有可用的内容")


def stumble(work: Work) -> Keep:
    raise RuntimeError("stumbled")


def gobble(work: Work) -> Keep:
    bytearray(8 * 2**30)
    raise AssertionError("8 GB were to be had")


def dawdle(work: Work) -> Keep:
    time.sleep(60)
    raise AssertionError("nobody stopped it")


def ignore_signals(work: Work) -> Keep:
    """Hang as native code does: deaf to everything but the kill."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGTERM])
    return dawdle(work)


def crash(work: Work) -> Keep:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("survived")


def gated(work: Work) -> Keep:
    """Say that the job has come to the gate, wait until it opens, then do the real work."""
    gate = Path(os.environ["TEST_GATE"])
    with (gate.parent / "arrived").open("a", encoding="utf-8") as log:
        log.write(f"{work.kind}\n")
    while not gate.exists():
        time.sleep(0.02)
    real = import_string(REAL_HANDLERS.get(work.kind, "tests.jobs.handlers.ink"))
    keep: Keep = real(work)
    return keep
