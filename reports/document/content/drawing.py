"""Pictures as the PDF renderer needs them."""

from reports.document.content.shapes import Picture

# The report font is variable: without this its text would come out in the thinnest weight.
WEIGHTS = (
    "<style>text{font-family:'Noto Sans CJK SC';font-variation-settings:'wght' 400}"
    "text[font-weight='600']{font-variation-settings:'wght' 700}</style>"
)


def picture(svg: str, alt: str) -> Picture:
    """Return the picture of the page with its alternative text."""
    head, end, rest = svg.partition(">")
    return Picture(svg=head + end + WEIGHTS + rest, alt=alt)
