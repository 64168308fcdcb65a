"""The WSGI entry point for granian."""

import os

from django.core.wsgi import get_wsgi_application

from config.checks import refuse_if_misconfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
refuse_if_misconfigured()
