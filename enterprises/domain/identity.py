"""The one field 邮箱或手机号: an e-mail address or a mobile number of mainland China."""

import re
import unicodedata

MOBILE = re.compile(r"1[3-9][0-9]{9}")
PREFIX = re.compile(r"(?:\+|00)?86(?=1[3-9][0-9]{9}$)")


def tidy(typed: str) -> str:
    """Return what was typed in half-width signs without blanks at the ends."""
    return unicodedata.normalize("NFKC", typed).strip()


def mobile(typed: str) -> str | None:
    """Return the mobile number as 11 digits, None if this is none."""
    digits = PREFIX.sub("", re.sub(r"[\s\-‐‑–—()]", "", tidy(typed)))
    return digits if MOBILE.fullmatch(digits) else None


def masked(identity: str) -> str:
    """Return an e-mail address, mobile number or credit code that can be recognised but not read."""
    if not identity:
        return ""
    if "@" in identity:
        local, _, domain = identity.rpartition("@")
        return f"{local[: min(2, len(local) - 1)]}***@{domain}"
    return f"{identity[:3]}****{identity[-4:]}"
