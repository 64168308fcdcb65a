"""What a form makes it makes once, however often it is sent: all rows of the table that make something."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from enterprises.models import SentForm
from plans.models import Note, StoredFile
from tests.standards.editing import _Forms
from tests.urls.asking import address, undone
from tests.urls.table import ROWS, Row, objects_of
from tests.urls.world import World

pytestmark = pytest.mark.django_db
POSTS = [row for row in ROWS if row.method == "POST"]
MAKING = [row for row in POSTS if row.made_on]
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
# A row for each measure, fact, criterion, name or section: sent again, written over.
KEYED = {"POST plans:quote", "POST plans:facts", "POST plans:tick", "POST assessment:guest"} | {
    f"POST assessment:{name}" for name in ("guest_hand_in", "section_work", "section_step")
}
# The same answer again changes nothing, and nothing is kept of the one before.
SAVING = ("answer", "section", "workbook_upload", "restore", "guest_fill", "guest_answer", "use_proof")
KEYED |= {f"POST assessment:{name}" for name in SAVING}
KEYED |= {"POST enterprises:decide_joining"}  # the request goes with it
NOTE = next(row for row in POSTS if row.name == "plans:note")
FILES = next(row for row in POSTS if row.name == "plans:upload")


def shown_form(page: str, action: str, *, here: bool) -> dict[str, Any]:
    """Return what the form with a token sends to the address, as it is shown. `here`: the page's own."""
    for form in FORM.findall(page):
        tag = form.partition(">")[0]
        own = here and "action=" not in tag
        if 'name="once"' in form and (own or f'action="{action}"' in tag):
            parser = _Forms()
            parser.feed(form)
            return {name: values[0] for name, values in parser.forms[-1].items()}
    raise AssertionError(f"no form with a token for {action}")


def opened(row: Row, world: World, person: str = "owner") -> tuple[str, dict[str, Any]]:
    """Return the address that a row posts to, and what its form sends once it is filled in."""
    objects = objects_of(row, world)
    url, page = address(row.name, objects), address(row.made_on, objects)
    shown = shown_form(world.client(person).get(page).content.decode(), url, here=page == url)
    return url, {"once": shown["once"], **row.data}


def test_each_row_says_whether_it_makes_something() -> None:
    makes = {str(row) for row in POSTS if any(gain and gain > 0 for gain in row.writes.values())}
    assert makes - KEYED <= {str(row) for row in MAKING}


@pytest.mark.parametrize("row", MAKING, ids=str)
def test_a_form_that_is_sent_four_times_makes_one(row: Row, world: World) -> None:
    with undone(row.given) as written:
        url, data = opened(row, world)
        client = world.client("owner")
        answers = {(a.status_code, a["Location"]) for a in (client.post(url, data) for _time in range(4))}
    gained = {table: gain for table, gain in written.rows.items() if table != "enterprises_sentform"}
    expected = {table: gained.get(table) if gain is None else gain for table, gain in row.writes.items()}
    assert (len(answers), gained, written.rows["enterprises_sentform"]) == (1, expected, 1)


def test_something_else_under_the_same_token_is_taken(world: World) -> None:
    with undone():
        url, data = opened(NOTE, world)
        client, before = world.client("owner"), Note.objects.count()
        for text in ("先写一条", "返回后再写一条", "先写一条"):
            assert client.post(url, {**data, "text": text}).status_code == 302
        assert Note.objects.count() == before + 2


def test_a_script_is_told_again_where_the_form_led(world: World) -> None:
    with undone():
        url, data = opened(NOTE, world)
        client, headers = world.client("owner"), {"X-Say-Where": "1"}
        answers = [client.post(url, data, headers=headers) for _time in range(2)]
        assert [answer.status_code for answer in answers] == [204, 204]
        assert len({answer["X-Where"] for answer in answers}) == 1
        assert Note.objects.filter(text=data["text"]).count() == 1


def test_a_form_that_was_refused_may_be_sent_again_and_others_have_tokens_of_their_own(world: World) -> None:
    with undone():
        url, data = opened(NOTE, world)
        assert world.client("owner").post(url, {**data, "text": ""}).status_code != 302
        assert not SentForm.objects.exists()
        before = Note.objects.count()
        for person in ("owner", "editor"):
            assert world.client(person).post(url, data).status_code == 302
        assert world.client("viewer").post(url, data).status_code == 403
        assert world.client("outsider").post(url, data).status_code == 404
        assert Note.objects.count() == before + 2


def test_of_two_files_the_one_that_was_taken_stays(world: World) -> None:
    with undone():
        url, data = opened(FILES, world)
        client, before = world.client("owner"), StoredFile.objects.count()
        good = SimpleUploadedFile("验收单.pdf", b"%PDF-1.4 accepted")
        bad = SimpleUploadedFile("说明.exe", b"MZ")
        assert client.post(url, {**data, "attachments": [good, bad]}).status_code == 422
        assert StoredFile.objects.count() == before + 1
        assert not SentForm.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "\u0661" * 22])
def test_a_token_that_is_none_is_no_token(world: World, token: str) -> None:
    with undone():
        url, data = opened(NOTE, world)
        assert world.client("owner").post(url, {**data, "once": token}).status_code == 302
        assert not SentForm.objects.exists()
