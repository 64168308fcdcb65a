"""Taking away files that no row names: what an interrupted upload or job, or a deletion, has left behind."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import islice

from django.apps import apps
from django.core.files.storage import Storage
from django.db.models import FileField

from enterprises.models import private_storage, stored_names
from jobs.models import Job
from jobs.services.life import enqueue

KIND = "sweep_files"
# A file lies there before its row does: a form is still being sent, a job still running.
GRACE = timedelta(days=1)
BATCH = 500


def queue_sweep(*, at: datetime) -> Job | None:
    """Return the sweep of the day (UTC), None once it has been asked for. Then wake it. One query mostly."""
    key = at.date().isoformat()
    if Job.objects.filter(kind=KIND, key=key).exists():
        return None
    return enqueue(kind=KIND, key=key, payload={}, by=None, at=at)


def remove_unnamed(*, at: datetime, each: Callable[[], None]) -> list[str]:
    """Delete the files older than the grace that no row names, and return their names.

    `each` is called before every look at the rows and may raise: what is left then is left to the next
    sweep.
    """
    storage, removed = private_storage(), list[str]()
    old = (name for name in stored_names(storage) if _is_old(storage, name, at))
    while batch := list(islice(old, BATCH)):
        each()
        named: set[str] = set()
        for column in _columns():
            rows = column.model._base_manager.filter(**{f"{column.name}__in": batch})
            named.update(rows.values_list(column.name, flat=True))
        for name in batch:
            if name not in named:
                storage.delete(name)
                removed.append(name)
    return removed


def _columns() -> list[FileField]:
    """Return all columns that name files."""
    fields = (field for model in apps.get_models() for field in model._meta.get_fields())
    return [field for field in fields if isinstance(field, FileField)]


def _is_old(storage: Storage, name: str, at: datetime) -> bool:
    try:
        return storage.get_modified_time(name) < at - GRACE
    except FileNotFoundError:  # somebody has just removed it
        return False
