"""Pages as tests meet them: in a browser where somebody is signed in, and by what they say."""

import html
import re
from typing import Any

from django.test import Client

from enterprises.models import User


def signed_in(user: User) -> Client:
    """Return a browser in which this person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def text_of(response: Any) -> str:
    """Return what the page of a response says."""
    return words_of(response.content.decode())


def words_of(page: str) -> str:
    """Return the text of a page without its tags, with single spaces."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))
