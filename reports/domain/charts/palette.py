"""The colours of the pictures: the same values as the tokens of `static/css/app.css` (a test compares)."""

INK = "#14213a"
SOFT = "#566179"
PAPER = "#fbf9f4"
SURFACE = "#ffffff"
LINE = "#e0dcd2"
EDGE = "#838997"
ACCENT = "#0b5d67"
TINT = "#e4f0ef"

# Light to dark in equal steps of lightness, one hue: keeps its order in grey print and for colour-blind eyes.
LEVELS = ("#ffffff", "#c6dfdb", "#8bbabb", "#31747f", "#0d3a47")

FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif"


def level_fill(level: int, levels: int) -> str:
    """Return the colour of a level in a standard of so many levels; the highest is always the darkest."""
    if levels == len(LEVELS) - 1:
        return LEVELS[level]
    if level == 0:
        return LEVELS[0]
    place = 1 + (level - 1) * (len(LEVELS) - 2) / max(levels - 1, 1) if levels > 1 else len(LEVELS) - 1
    lower = int(place)
    return _between(LEVELS[lower], LEVELS[min(lower + 1, len(LEVELS) - 1)], place - lower)


def text_on(fill: str) -> str:
    """Return ink or white, whichever stands out more."""
    return INK if _luminance(fill) > 0.25 else SURFACE


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _between(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
