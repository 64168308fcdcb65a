"""The settings of a site that is to be tormented: the embedded ones, on the servers it is given."""

from config.settings import *
from config.settings import JOB_HANDLERS

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # no collected files are needed
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
}
JOB_HANDLERS = {**JOB_HANDLERS, "ink": "tests.jobs.handlers.ink"}
