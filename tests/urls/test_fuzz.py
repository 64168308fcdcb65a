"""A short run of `tests/urls/fuzzing.py`; the long one is `dev.py chaos`."""

import pytest

from assessment.views import filling
from tests.urls.asking import address
from tests.urls.fuzzing import Request, fuzz, send
from tests.urls.office import open_office
from tests.urls.reading import forms_of
from tests.urls.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGE = """
<form action="../save/" method="post"><input name="text" value="old"><input type="radio" name="one" value="A">
<input type="radio" name="one" value="B" checked>
<select name="list"><option value="1"><option value="2" selected>
</select><textarea name="note">words &amp; more</textarea><input type="file" name="file"></form>
<form id="find"><input name="q"></form><button form="find" name="go" value="1">go</button><input name="loose">
"""


def test_no_form_and_no_address_answers_with_a_fault(world: World) -> None:
    open_office(world)
    found = fuzz(world, requests=200, seed=7)
    assert found.faults == {}
    assert (found.forms > 400, found.addresses > 200, found.statuses.total()) == (True, True, 200)
    assert {200, 302, 404, 405} <= set(found.statuses)


def test_a_fault_is_found_with_its_place(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(filling, "load_sheet", broken)
    request = Request(person="owner", method="GET", url=address("assessment:tasks", world.filling))
    status, fault = send(world, request)
    assert status == 500
    assert fault.startswith("500 ValueError: broken at test_fuzz.py:")


def test_forms_are_read_as_a_browser_sends_them() -> None:
    save, find = forms_of(PAGE, "/a/b/")
    assert (save.action, save.method, find.action, find.method) == ("/a/save/", "POST", "/a/b/", "GET")
    assert {name: (one.kind, one.values, one.choices) for name, one in save.fields.items()} == {
        "text": ("text", ["old"], []),
        "one": ("radio", ["B"], ["A", "B"]),
        "list": ("select", ["2"], ["1", "2"]),
        "note": ("textarea", ["words & more"], []),
        "file": ("file", [], []),
    }
    assert set(find.fields) == {"q", "go"}
