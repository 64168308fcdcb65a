"""Pictures as the PDF renderer needs them."""

import re

from editing.presenters.qr import qr_svg
from reports.document.blocks import Figure
from reports.document.fonts import FAMILY

FONT = f"<style>text{{font-family:'{FAMILY}'}}</style>"
_BOLD = re.compile('font-weight="600"[^>]*? fill="(#[0-9a-f]+)"')

QR_WIDTH = 27  # millimetres, so that a module is 0.6 mm on paper


def picture(svg: str, alt: str, *, width: int = 150, caption: str = "") -> Figure:
    """Return the picture of the page with its alternative text, bold text as the report has it: the font has
    one weight."""
    head, end, rest = svg.partition(">")
    return Figure(head + end + FONT + _BOLD.sub(_stroked, rest), alt, width, caption)


def _stroked(match: re.Match[str]) -> str:
    return f'{match.group()} stroke="{match.group(1)}" stroke-width="0.03em" stroke-linejoin="round"'


def qr_code(address: str, alt: str) -> Figure:
    """Return an address as a picture for a camera, with the quiet zone that the code asks for."""
    return Figure(qr_svg(address), alt, width=QR_WIDTH)
