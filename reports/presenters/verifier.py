"""The stand-alone page that checks a report without a network: what the site's own page has, in one file."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

SCRIPT = "js/verify.js"


def verifier_page() -> str:
    """Return the page, Chinese and English one below the other. It is the same on every installation."""
    script = Path(str(finders.find(SCRIPT))).read_text(encoding="utf-8")
    return render_to_string("reports/verifier.html", {"script": mark_safe(script)})  # noqa: S308 - our own
