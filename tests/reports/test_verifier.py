"""The pages for whoever checks a file: what they publish, and one file that needs no network."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from reports.models import Certificate
from reports.presenters.verifier import verifier_page
from reports.services.reports import keep_certificate
from tests.urls.world import SEALED

KEPT = Path(__file__).parents[2] / "docs" / "verify" / "index.html"


def test_the_kept_page_is_what_the_site_gives() -> None:
    """After a change: `manage.py write_verifier docs/verify/index.html`."""
    assert KEPT.read_text(encoding="utf-8") == verifier_page()


def test_it_asks_for_nothing_from_anywhere() -> None:
    page = verifier_page()
    assert "default-src 'none'" in page
    assert re.findall(r"""(?:src|href)=["'](?!#)[^"']*|https?://|@import|fetch\(|XMLHttp""", page) == []


@pytest.mark.django_db
def test_certificates_are_published() -> None:
    keep_certificate(SEALED.certificate)
    keep_certificate(SEALED.certificate)
    fingerprint = Certificate.objects.get().fingerprint
    page = Client().get(reverse("reports:verify")).content.decode()
    assert f'data-known="{fingerprint}"' in page
    sent = Client().get(reverse("reports:certificate", args=[fingerprint]))
    assert sent.content.decode() == SEALED.certificate.pem
    assert sent["Content-Disposition"].startswith("attachment")
    assert Client().get(reverse("reports:certificate", args=["0" * 64])).status_code == 404


@pytest.mark.django_db
def test_the_page_is_sent_as_a_file() -> None:
    sent = Client().get(reverse("reports:verifier"))
    assert sent["Content-Disposition"] == 'attachment; filename="shujie-verify.html"'
    assert sent.content.decode() == verifier_page()
