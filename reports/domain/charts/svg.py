"""The few SVG elements the pictures are made of. Attributes only: the page's policy forbids inline styles."""

from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from reports.domain.charts import palette

# What XML 1.0 cannot hold at all would make the whole picture unreadable.
_FORBIDDEN = {code: None for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF) if code not in (0x9, 0xA, 0xD)}

KEPT = 64  # pictures of a kind that a process keeps, by all that is in them; about 15 KB each

_WIDTHS = {"★": 1, " ": 0.36}  # parts of the size; other Latin characters take up to 0.6
_NEVER_FIRST = "，。；：、？！）》”’％,.;:?!)"


def number(value: float) -> str:
    """Return at most two decimals, no trailing zeros: the same bytes on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """Return one element; `_` in attribute names stands for `-`, numbers are rounded."""
    pairs = "".join(
        f" {key.rstrip('_').replace('_', '-')}="
        + (_quoted(value) if isinstance(value, str) else f'"{number(value)}"')
        for key, value in attributes.items()
    )
    return f"<{name}{pairs}>{content}</{name}>" if content else f"<{name}{pairs}/>"


@lru_cache(maxsize=256)  # colours and names repeat
def _quoted(value: str) -> str:
    return quoteattr(clean(value))


def clean(text: str) -> str:
    """Return the text without the characters XML forbids, lone surrogates included."""
    if text.isprintable():
        return text
    return text.translate(_FORBIDDEN).encode("utf-8", "ignore").decode("utf-8")


def text(
    content: str,
    *,
    x: float,
    y: float,
    size: int = 14,
    anchor: str = "start",
    weight: int = 400,
    fill: str = palette.INK,
) -> str:
    """Return one line of text on its baseline."""
    return element(
        "text",
        escape(clean(content)),
        x=x,
        y=y,
        font_size=size,
        font_weight=weight,
        text_anchor=anchor,
        fill=fill,
    )


def lines(
    contents: list[str],
    *,
    x: float,
    y: float,
    leading: float = 18,
    size: int = 14,
    anchor: str = "start",
    weight: int = 400,
    fill: str = palette.INK,
) -> list[str]:
    """Return lines of text one below the other, the first on the baseline `y`."""
    return [
        text(content, x=x, y=y + leading * index, size=size, anchor=anchor, weight=weight, fill=fill)
        for index, content in enumerate(contents)
    ]


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str, width: float = 1, dash: str = "") -> str:
    """Return a straight line."""
    dashes = {"stroke_dasharray": dash} if dash else {}
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, **dashes)


def picture(width: float, height: float, *, prefix: str, title: str, desc: str, body: list[str]) -> str:
    """Return the whole SVG, named and described for those who do not see it."""
    named = element("title", escape(clean(title)), id=f"{prefix}-title")
    described = element("desc", escape(clean(desc)), id=f"{prefix}-desc") if desc else ""
    return element(
        "svg",
        named + described + "".join(body),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{prefix}-title {prefix}-desc" if desc else f"{prefix}-title",
        font_family=palette.FONT,
    )


def width_of(content: str, size: int) -> float:
    """Estimate the width of a line: Chinese characters are square, Latin ones take what wide fonts need."""
    return sum(size * (1 if ord(c) > 0x2E7F else _WIDTHS.get(c, 0.6)) for c in content)


def fitting(content: str, *, width: float, sizes: tuple[int, ...]) -> int:
    """Return the first, largest size at which the line fits, else the last."""
    return next((size for size in sizes if width_of(content, size) <= width), sizes[-1])


def wrap(content: str, *, width: float, size: int) -> list[str]:
    """Break a label into lines of about equal length: Chinese anywhere, Latin text at spaces."""
    lines = _filled(content, width=width, size=size)
    if len(lines) < 2:
        return lines
    # A last line of one character looks like an accident.
    narrow = width_of(content, size) / len(lines) + size
    balanced = _filled(content, width=min(narrow, width), size=size)
    return balanced if len(balanced) == len(lines) else lines


def _filled(content: str, *, width: float, size: int) -> list[str]:
    lines: list[str] = []
    current = ""
    for piece in _pieces(content):
        if current and width_of((current + piece).rstrip(), size) > width:
            lines.append(current.rstrip())
            current = piece.lstrip()
        else:
            current += piece
    return [*lines, current.rstrip()] if current.strip() or not lines else lines


def _pieces(content: str) -> list[str]:
    pieces: list[str] = []
    for character in content:
        wide = ord(character) > 0x2E7F
        if pieces and character in _NEVER_FIRST:
            pieces[-1] += character
            continue
        joins = (
            pieces and not wide and character != " " and ord(pieces[-1][-1]) <= 0x2E7F and pieces[-1] != " "
        )
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
