"""What opens something by itself stands in no log."""

import logging
from typing import Any

import pytest
from django.conf import settings

from config.log import HideTokens


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/g/ym3OCbV0zNqnA4mEyz2n-g/hand-in/", "/g/…/hand-in/"),
        ("/accounts/password/reset/key/1-c5x9k2-8f/", "/accounts/password/reset/key/…/"),
        ("/a/2f9e/section/F1/", "/a/2f9e/section/F1/"),
    ],
)
def test_tokens_are_taken_out_of_what_is_logged(path: str, logged: str) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Gone", path), None)
    assert HideTokens().filter(record)
    assert record.getMessage() == f"Gone: {logged}"


def test_every_line_that_is_written_goes_through_it() -> None:
    written: dict[str, Any] = settings.LOGGING
    assert all(handler["filters"] == ["hide_tokens"] for handler in written["handlers"].values())
    assert written["filters"] == {"hide_tokens": {"()": "config.log.HideTokens"}}
