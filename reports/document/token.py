"""A key that stays in its token (PKCS#11): a security module, a card, SoftHSM. It signs there, unread.

What signs with it stands in `token_signing`, which needs pyHanko.
"""

from dataclasses import dataclass
from urllib.parse import unquote

SCHEME = "pkcs11:"


class TokenUnusable(Exception):
    """The token, its key or what reads it is not there; the message is for operators."""


def is_in_token(address: str) -> bool:
    """Return whether a key's address leads into a token; a scheme may be written in capitals."""
    return address.lower().startswith(SCHEME)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenKey:
    """Where a key is: the module's file, the labels of token and key, and what opens it."""

    module: str
    token: str
    label: str
    pin: str


def token_key(uri: str, pin: str) -> TokenKey:
    """Read `pkcs11:token=…;object=…?module-path=…` (RFC 7512). Raises TokenUnusable."""
    path, _, query = uri[len(SCHEME) :].partition("?")
    given = (part.partition("=") for part in (*path.split(";"), *query.split("&")))
    # Not as in a form: here a plus is a plus, and in the path an ampersand is one.
    named = {name: unquote(value) for name, _, value in given if value}
    try:
        return TokenKey(module=named["module-path"], token=named["token"], label=named["object"], pin=pin)
    except KeyError as missing:
        raise TokenUnusable(f"{missing.args[0]} is not named") from missing
