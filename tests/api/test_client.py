"""The example client does what its document says, by its own code."""

import json
import runpy
import urllib.request
from email.message import Message
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from api.presenters.showing import answer
from assessment.models import Snapshot
from assessment.selectors.answers import load_sheet
from audit.models import Action, Record
from enterprises.models import Enterprise, Membership, Role
from jobs.models import Job, JobState
from jobs.tasks import run_job
from tests.assessment.factories import make_assessment
from tests.library import load_committed_library
from tests.urls.api_table import DECLARATION
from tests.urls.world import make_api_token

pytestmark = pytest.mark.django_db
CLIENT = Path(settings.BASE_DIR) / "docs/examples/client.py"


class Answered:
    """What `urlopen` returns, from the test client of Django."""

    def __init__(self, response: Any) -> None:
        assert response.status_code < 400, response.content.decode()
        self.content, self.headers = response.content, Message()
        for name, value in response.items():
            self.headers[name] = value

    def read(self) -> bytes:
        return bytes(self.content)

    def __enter__(self) -> "Answered":
        return self

    def __exit__(self, *_error: object) -> None:
        pass


def open_here(request: urllib.request.Request) -> Answered:
    path = request.full_url.removeprefix("https://shujie.example")
    headers = dict(request.header_items())
    sent = Client().generic(
        request.get_method(), path, request.data or b"", "application/json", headers=headers
    )
    return Answered(sent)


def work(_seconds: float) -> None:
    for job in Job.objects.filter(state=JobState.QUEUED):
        run_job(job_id=job.pk)


def filled() -> dict[str, Any]:
    """Return whole answers as the interface takes them, as it gives them."""
    sheet = load_sheet(make_assessment())
    kept = ("kind", "options", "figures", "level", "reason")
    return {
        code: {
            name: value
            for name, value in json.loads(answer(sheet, code).model_dump_json()).items()
            if name in kept and value is not None
        }
        for code in sheet.standard.item_codes
    }


def test_the_example_fills_in_submits_and_fetches_the_report(
    firm: Enterprise, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    load_committed_library()
    token = make_api_token(Membership.objects.get(enterprise=firm, role=Role.OWNER))
    monkeypatch.setenv("SHUJIE_URL", "https://shujie.example")
    monkeypatch.setenv("SHUJIE_TOKEN", token)
    monkeypatch.setattr(urllib.request, "urlopen", open_here)
    client = SimpleNamespace(**runpy.run_path(str(CLIENT)))
    monkeypatch.setattr(client.main.__globals__["time"], "sleep", work)
    level, state = client.main(filled(), DECLARATION, str(tmp_path / "report.pdf"))
    snapshot = Snapshot.objects.get(assessment__enterprise=firm)
    assert level == json.loads(snapshot.payload)["result"]["level"]
    assert state == JobState.DONE
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert Record.objects.filter(action=Action.DOWNLOADED, kind="report", detail="api").count() == 1
