"""The WSGI entry point for granian."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.checks import refuse_if_misconfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
refuse_if_misconfigured()
import_module(settings.ROOT_URLCONF)  # all pages, which took the first visitor of a process a second
