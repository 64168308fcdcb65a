"""A key that stays in its token (PKCS#11): a security module, a card, SoftHSM. It signs there, unread.

What signs with it stands in `token_signing`, which needs pyHanko.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

SCHEME = "pkcs11:"


class TokenUnusable(Exception):
    """The token, its key or what reads it is not there; the message is for operators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenKey:
    """Where a key is: the module's file, the labels of token and key, and what opens it."""

    module: str
    token: str
    label: str
    pin: str


def token_key(uri: str, pin: str) -> TokenKey:
    """Read `pkcs11:token=…;object=…?module-path=…` (RFC 7512). Raises TokenUnusable."""
    parts = urlsplit(uri)
    named = dict(parse_qsl(parts.path.replace(";", "&"))) | dict(parse_qsl(parts.query))
    try:
        return TokenKey(module=named["module-path"], token=named["token"], label=named["object"], pin=pin)
    except KeyError as missing:
        raise TokenUnusable(f"{missing.args[0]} is not named") from missing
