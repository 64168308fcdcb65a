"""Start everything that meets a database and say how each ended: `python -m tests.config.starting`.

In one process, for imports take most of the time.
"""

import os
import sys
from collections.abc import Callable
from functools import partial

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.utils.module_loading import import_string


def start_web() -> None:
    try:
        import_string("config.wsgi.application")
    except ImproperlyConfigured as error:
        sys.exit(str(error))


def start_worker() -> None:
    import_string("config.celery_app").Worker(concurrency=1)


def say_how_it_ends(name: str, start: Callable[[], object]) -> None:
    try:
        start()
        how = "started"
    except SystemExit as end:
        how = "refused" if end.code else "ended"
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
    sys.stdout.write(f"{name} {how}\n")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    for command in ("prepare", "migrate"):
        say_how_it_ends(command, partial(execute_from_command_line, ["manage.py", command]))
    say_how_it_ends("web", start_web)
    say_how_it_ends("worker", start_worker)
