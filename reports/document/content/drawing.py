"""Pictures as the PDF renderer needs them."""

from reports.document.blocks import Figure

# The report font is variable: without this its text would come out in the thinnest weight.
WEIGHTS = (
    "<style>text{font-family:'Noto Sans CJK SC';font-variation-settings:'wght' 400}"
    "text[font-weight='600']{font-variation-settings:'wght' 700}</style>"
)


def picture(svg: str, alt: str, *, width: int = 150, caption: str = "") -> Figure:
    """Return the picture of the page with its alternative text."""
    head, end, rest = svg.partition(">")
    return Figure(head + end + WEIGHTS + rest, alt, width, caption)
