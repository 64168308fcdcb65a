"""What people type is text wherever it is shown: markup, formulas and line breaks in it do nothing."""

import io
import re
import zipfile

import pytest
from django.db.models import CharField, Model, TextField

from enterprises.models import Enterprise, User
from plans.models import EffectFigure, KeptPlan, Note, Step, StoredFile
from roadmap.models import Quote
from tests.urls.asking import address, undone
from tests.urls.table import ROWS, Row, objects_of
from tests.urls.world import World

pytestmark = pytest.mark.django_db

MARK = "hostile"
MARKUP = f"""'"><script>{MARK}</script>"""
TEMPLATE = f"#{{{MARK}}} ${{{MARK}}} {{{{ {MARK} }}}} *{MARK}* [x](javascript:{MARK})"
BREAKS = f"\r\nX-{MARK}:1\r\n\u2028\x0b\u202eend"  # as rows from before may hold it
PAGE = MARKUP + TEMPLATE + BREAKS
FORMULAS = [f"=1+1{text}" for text in (MARKUP, TEMPLATE, BREAKS)]
COLUMNS: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Enterprise, ("name",)),
    (User, ("name",)),
    (KeptPlan, ("name",)),
    (Step, ("owner_name",)),
    (Note, ("text",)),
    (StoredFile, ("name",)),
    (EffectFigure, ("name", "unit", "basis")),
    (Quote, ("note",)),
)


def write_everywhere(text: str) -> None:
    for model, names in COLUMNS:
        for name in names:
            column = model._meta.get_field(name)
            assert isinstance(column, CharField | TextField)
            model._default_manager.update(**{name: text[: column.max_length]})


def sheets(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
        return "".join(packed.read(name).decode() for name in names)


def shown(row: Row, text: str, world: World) -> tuple[str, bytes]:
    """Return the kind and the content of what the owner gets once the text stands everywhere."""
    with undone(row.given):
        write_everywhere(text)
        client = world.client("owner", raise_request_exception=False)
        response = client.get(address(row.name, objects_of(row, world)))
        content = b"".join(response) if response.streaming else response.content
    assert response.status_code == row.outcome.owner
    assert re.fullmatch(r"[ -~]*", response.headers.get("Content-Disposition", ""))
    return response.headers.get("Content-Type", ""), content


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "GET"], ids=str)
def test_what_is_typed_is_shown_and_does_nothing(row: Row, world: World) -> None:
    sent, content = shown(row, PAGE, world)
    if sent.startswith("text/html"):
        assert f"<script>{MARK}" not in content.decode()
        assert f'="javascript:{MARK}' not in content.decode()
        return
    for text in FORMULAS:
        sent, content = shown(row, text, world)
        if sent.startswith("text/calendar"):
            assert not re.search(rf"^(?:X-{MARK}|=1)", content.decode(), re.MULTILINE)
        elif "spreadsheetml" in sent:
            assert "<f>" not in sheets(content)
