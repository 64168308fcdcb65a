"""Revisions of the 2024 standard as editors might make them, by name."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from standards.domain.standard import Standard
from tests.domain.edits import Data, edited, part, removing, setting
from tests.standards.fixtures import standard_2024


def without_reason(data: Data) -> None:
    data["reasons"] = [reason for reason in data["reasons"] if reason["code"] != "other"]


def shifted(data: Data) -> None:
    """Let option C of F02 end at 45 %, where it ended at 40."""
    part(data, "F02.C")["range"]["high"] = 45
    part(data, "F02.D")["range"]["low"] = 45


def with_new_question(data: Data) -> None:
    """Ask one question more in the group of M02, which gives it some of its weight."""
    known = part(data, "M02")
    known["weight"] -= 10
    part(data, "M1")["questions"].append(known | {"code": "M99", "number": 99, "weight": 10})


def other_figures(data: Data) -> None:
    """Let F02 ask for the connected machines instead of the digital ones."""
    part(data, "F02")["formula"]["part"] = "equip_connected"


def without_first_question(data: Data) -> None:
    removing("F01")(data)
    setting("F02", weight=70)(data)


def several(data: Data) -> None:
    """Let several options of F05 be chosen, where one was."""
    question = part(data, "F05")
    question["kind"] = "multi"
    for option in question["options"]:
        option["weight"] = 100 if option is question["options"][-1] else 0


# Any of them may be applied, each by itself or with others.
EDITS: dict[str, Callable[[Data], object]] = {
    "new question": with_new_question,
    "weights": lambda data: (setting("F", weight=45)(data), setting("M", weight=35)(data)),
    "title": setting("M01", title={"zh": "换一种问法"}),
    "option text": setting("F05.C", text={"zh": "换一种说法"}),
    "several": several,
    "range": shifted,
    "reason": without_reason,
    "unit": setting("equip_total", unit={"zh": "套"}),
    "figures": other_figures,
    "no question": without_first_question,
    "no scene": removing("S16"),
    "mark": setting("S01", constrained=False),
    "scene text": setting("S02", name={"zh": "换一个名称"}),
}


@cache
def revision(*names: str, number: int = 2) -> Standard:
    """Return the standard with these edits, under this number."""
    return replace(edited(standard_2024(), *(EDITS[name] for name in names)), revision=number)
