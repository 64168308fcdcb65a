"""Pictures as the PDF renderer needs them."""

from editing.presenters.qr import qr_svg
from reports.document.blocks import Figure

# The report font is variable: without this its text would come out in the thinnest weight.
WEIGHTS = (
    "<style>text{font-family:'Noto Sans CJK SC';font-variation-settings:'wght' 400}"
    "text[font-weight='600']{font-variation-settings:'wght' 700}</style>"
)

QR_WIDTH = 27  # millimetres, so that a module is 0.6 mm on paper


def picture(svg: str, alt: str, *, width: int = 150, caption: str = "") -> Figure:
    """Return the picture of the page with its alternative text."""
    head, end, rest = svg.partition(">")
    return Figure(head + end + WEIGHTS + rest, alt, width, caption)


def qr_code(address: str, alt: str) -> Figure:
    """Return an address as a picture for a camera, with the quiet zone that the code asks for."""
    return Figure(qr_svg(address), alt, width=QR_WIDTH)
