"""A worker looks whether it can make reports before it takes any."""

import gc
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import timezone
from django.utils.module_loading import import_string
from pytest_django import Settings

from config import celery
from reports.document import readiness
from reports.document.keys import _read_own, own_file


def says_what_is_wrong(*, at: datetime) -> str:
    return "no font"


def says_nothing(*, at: datetime) -> str:
    return ""


def test_a_worker_that_could_make_no_report_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(celery, "CANNOT_MAKE", f"{__name__}.says_nothing")
    celery.Documents(None)
    monkeypatch.setattr(celery, "CANNOT_MAKE", f"{__name__}.says_what_is_wrong")
    with pytest.raises(SystemExit, match="Reports cannot be made: no font"):
        celery.Documents(None)


def test_what_is_loaded_is_shared_by_all_who_work() -> None:
    frozen = gc.get_freeze_count()
    loaded = [object]
    assert any(one is loaded for one in gc.get_objects())
    celery.Loaded(None)
    assert not any(one is loaded for one in gc.get_objects())
    assert gc.get_freeze_count() > frozen
    assert celery.Loaded in celery.app.steps["worker"]


def test_layout_and_key_are_tried(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    assert import_string(celery.CANNOT_MAKE)(at=timezone.now()) == ""
    own_file().write_bytes(b"")
    _read_own.cache_clear()
    assert "is damaged" in import_string(celery.CANNOT_MAKE)(at=timezone.now())


def test_a_layout_that_cannot_be_set_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = replace(readiness.trial_document(date(2026, 11, 30)), language="nowhere")
    monkeypatch.setattr(readiness, "trial_document", lambda _day: lacking)
    assert "language" in readiness.cannot_make(at=timezone.now())
