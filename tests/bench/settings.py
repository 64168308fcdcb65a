"""The settings of the tests with one view and one template to measure against."""

from tests.settings import *
from tests.settings import BASE_DIR, LOGGING, STATIC_ROOT, TEMPLATES

ROOT_URLCONF = "tests.bench.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "tests" / "bench" / "templates"]  # type: ignore[misc]
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = False  # as in production: no page looks for files
LOGGING["root"]["level"] = "ERROR"  # type: ignore[index]  # the table stands alone
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where there is none
