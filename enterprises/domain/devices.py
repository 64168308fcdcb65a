"""What a browser says of itself. It is a claim: nothing rests on it.

Order matters: most browsers also name those they are compatible with. A browser of HarmonyOS names Android,
one inside WeChat names Chrome or Safari.
"""

from dataclasses import dataclass

# What names it in the header, and our word for it.
SYSTEMS = (
    ("iphone", "iphone"),
    ("ipad", "ipad"),
    ("openharmony", "harmony"),
    ("harmonyos", "harmony"),
    ("android", "android"),
    ("windows", "windows"),
    ("macintosh", "mac"),
    ("cros", "chromeos"),
    ("linux", "linux"),
)
BROWSERS = (
    ("wxwork", "wecom"),
    ("micromessenger", "wechat"),
    ("dingtalk", "dingtalk"),
    ("huaweibrowser", "huawei"),
    ("miuibrowser", "xiaomi"),
    ("ucbrowser", "uc"),
    ("qqbrowser", "qq"),
    ("360se", "360"),
    ("edg", "edge"),
    ("opr/", "opera"),
    ("firefox", "firefox"),
    ("fxios", "firefox"),
    ("crios", "chrome"),
    ("chrome", "chrome"),
    ("safari", "safari"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """System and browser by our words; "" where none of the known ones is named."""

    system: str
    browser: str


def device(agent: str) -> Device:
    """Return what a User-Agent header names."""
    said = agent.lower()
    return Device(system=_first(SYSTEMS, said), browser=_first(BROWSERS, said))


def _first(names: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for sign, name in names if sign in said), "")
