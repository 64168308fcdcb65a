"""What an authority asks for at the acceptance, and what of it a firm holds. Nothing judges the change."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from editing.domain.texts import Text
from enterprises.domain import regions
from roadmap.domain.entries import Evidence


class Part(StrEnum):
    """What an item of a list is filled from."""

    BEFORE = "before"  # the result that the plan was made from
    AFTER = "after"  # a later result
    DIFFERENCE = "difference"  # of the two
    STEPS = "steps"  # the steps done, with notes and files
    EFFECTS = "effects"  # figures before and after
    PLEDGE = "pledge"
    FILES = "files"  # of one kind
    AUTHORITY = "authority"  # done by the authority: there is nothing to hand in


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is asked for. `kind`: of files, where it is filled by files."""

    code: str
    name: Text
    part: Part
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What one authority asks for. `region`: GB/T 2260, empty for all. `published`: as far as is known."""

    code: str
    name: Text
    region: str = ""
    published: str = ""
    source: Text
    evidence: Evidence
    note: Text | None = None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a firm has. `files`: how many of each kind; `proven`: steps done that have a note or a file."""

    has_after: bool
    steps: int  # not counting those given up
    done: int
    proven: int
    effects: int
    files: Mapping[str, int]


class ItemState(StrEnum):
    HELD = "held"
    PART = "part"  # some of it
    MISSING = "missing"
    AUTHORITY = "authority"


def state_of_item(item: Item, holdings: Holdings) -> ItemState:
    """Return whether the firm has what an item asks for."""
    match item.part:
        case Part.BEFORE | Part.PLEDGE:
            return ItemState.HELD
        case Part.AUTHORITY:
            return ItemState.AUTHORITY
        case Part.STEPS:
            return _standing_of_steps(holdings)
        case Part.AFTER | Part.DIFFERENCE:
            held = holdings.has_after
        case Part.EFFECTS:
            held = holdings.effects > 0
        case Part.FILES:
            held = holdings.files.get(item.kind, 0) > 0
    return ItemState.HELD if held else ItemState.MISSING


def _standing_of_steps(holdings: Holdings) -> ItemState:
    """Return how far the work is proven: a step done without a note or a file proves nothing."""
    if holdings.proven == 0:
        return ItemState.MISSING
    return ItemState.HELD if holdings.proven >= holdings.steps else ItemState.PART


def missing(checklist: Checklist, holdings: Holdings) -> tuple[Item, ...]:
    """Return the items that are not held whole, in the order of the list."""
    return tuple(
        item
        for item in checklist.items
        if state_of_item(item, holdings) in (ItemState.PART, ItemState.MISSING)
    )


def own_checklist(checklists: tuple[Checklist, ...], region: str) -> Checklist:
    """Return the list of the place that the firm is in, the nearest one; else the one for all.

    `region`: the firm's, six digits or empty. Raises ValueError if there is no list for all.
    """
    fitting = [one for one in checklists if one.region and regions.lies_within(region, one.region)]
    if fitting:
        return max(fitting, key=lambda one: len(regions.prefix(one.region)))
    for one in checklists:
        if not one.region:
            return one
    raise ValueError("no list for all places")
