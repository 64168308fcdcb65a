"""The settings of the tests: the embedded ones, with a fast hasher and nothing that leaves the process."""

import os
import tempfile
from pathlib import Path

from config.postgres import patient_connection
from config.settings import *
from config.settings import DATABASES, JOB_HANDLERS, VAR_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ACCOUNT_RATE_LIMITS = False  # type: ignore[assignment]
WHITENOISE_AUTOREFRESH = True  # nothing is collected for tests
FILES = Path(tempfile.gettempdir()) / f"shujie-files-{os.getpid()}"  # which worker processes see too
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {
        "BACKEND": "tests.storage.SharedFiles",
        "OPTIONS": {"location": FILES},
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # no collected files are needed
if "sqlite3" in DATABASES["default"]["ENGINE"]:  # a file, so that worker processes see it too
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
else:  # a crowded machine is no hanging database
    DATABASES["default"]["OPTIONS"]["options"] = "-c statement_timeout=60s"
    DATABASES["default"]["OPTIONS"]["pool"] |= {"timeout": 60, "connection_class": patient_connection(60)}
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}
JOB_HANDLERS = {**JOB_HANDLERS, "ink": "tests.jobs.handlers.ink"}
