"""What an authority asks for, and what of it a firm holds."""

from dataclasses import replace

import pytest

from enterprises.domain import regions
from plans.domain.acceptance import Holdings, Item, ItemState, Part, missing, own_checklist, state_of_item
from plans.models import FileKind
from plans.selectors.checklists import checklist, checklists

NOTHING = Holdings(has_after=False, steps=3, done=0, proven=0, effects=0, files={})
EVERYTHING = Holdings(
    has_after=True, steps=3, done=3, proven=3, effects=1, files=dict.fromkeys(FileKind.values, 1)
)


def codes(items: tuple[Item, ...]) -> list[str]:
    return [item.code for item in items]


@pytest.mark.parametrize("one", checklists(), ids=lambda one: one.code)
def test_every_list_can_be_filled(one: object) -> None:
    found = checklist(one.code)  # type: ignore[attr-defined]
    assert len({item.code for item in found.items}) == len(found.items)
    assert {item.kind for item in found.items if item.part is Part.FILES} <= set(FileKind.values)
    assert not any(item.kind for item in found.items if item.part is not Part.FILES)
    assert not found.region or regions.is_place(found.region)
    assert missing(found, EVERYTHING) == ()
    for text in (found.name, found.source, *(item.name for item in found.items)):
        assert text.zh
        assert text.en


def test_kunming_asks_for_what_its_notice_lists() -> None:
    assert codes(missing(checklist("kunming"), NOTHING)) == [
        "application",
        "file",
        "audit",
        "contract",
        "invoice",
        "payment",
        "summary",
        "effect",
        "effect-proof",
        "after",
    ]


def test_xiamen_rates_on_site_itself() -> None:
    xiamen = checklist("xiamen")
    assert state_of_item(xiamen.items[0], NOTHING) is ItemState.AUTHORITY
    assert codes(missing(xiamen, NOTHING)) == ["after", "steps", "contract", "dossier", "satisfaction"]


@pytest.mark.parametrize(
    ("region", "code"),
    [
        ("530102", "kunming"),
        ("530100", "kunming"),
        ("350203", "xiamen"),
        ("350100", "general"),
        ("", "general"),
    ],
)
def test_a_firm_gets_the_list_of_its_place(region: str, code: str) -> None:
    assert own_checklist(checklists(), region).code == code


def test_the_nearest_place_counts() -> None:
    city = checklist("kunming")
    province = replace(city, code="yunnan", region="530000")
    assert own_checklist((province, city), "530102") is city
    assert own_checklist((city, province), "530300") is province


def test_a_step_done_without_a_note_or_file_proves_nothing() -> None:
    steps = Item(code="steps", name=checklist("general").name, part=Part.STEPS)
    assert state_of_item(steps, replace(NOTHING, done=3)) is ItemState.MISSING
    assert state_of_item(steps, replace(NOTHING, done=3, proven=2)) is ItemState.PART
    assert state_of_item(steps, replace(NOTHING, done=3, proven=3)) is ItemState.HELD
