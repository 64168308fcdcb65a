"""What pages show of a link that hands a part to a colleague."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from assessment.models import GuestLink
from assessment.selectors.links import Listed, code_of, items_of
from assessment.wording.links import SHARE_ANSWERED, SHARE_TEXT
from editing.presenters.qr import qr_svg
from standards.domain.standard import Standard
from standards.wording.answers import label
from standards.wording.results import local


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A link in the list of an assessment."""

    listed: Listed
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A new link, to be handed on."""

    address: str
    qr: SafeString
    code: str  # in groups of four
    text: str


def part_name(link: GuestLink, standard: Standard) -> str:
    """Return the name of a link's part under a standard; its code where it is there no more."""
    items = items_of(link, standard)
    if not items:
        return link.item or link.section
    return label(standard, link.item) if link.item else local(standard.section_by_item[items[0].code].title)


def shown(link: GuestLink, part: str, minutes: int, address: str) -> Shown:
    """Return all by which a link may be handed on. `minutes`: 0 where all of it is answered."""
    code = code_of(link.public_id)
    firm = link.assessment.enterprise.name
    given = {"part": part, "firm": firm, "minutes": minutes, "address": address}
    return Shown(
        address=address,
        qr=mark_safe(qr_svg(address)),  # noqa: S308 (drawn here)
        code=" ".join(code[start : start + 4] for start in range(0, len(code), 4)),
        text=(SHARE_TEXT if minutes else SHARE_ANSWERED) % given,
    )
