"""A key that stays in its token (PKCS#11): a security module, a card, SoftHSM. It signs there, unread.

python-pkcs11 and the token's own module are loaded once a token is set, and anew in each process: what was
opened before a fork does not work after it.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from urllib.parse import parse_qsl, urlsplit

from asn1crypto.x509 import Certificate
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.signers import Signer

SCHEME = "pkcs11:"
LIBRARY, SIGNERS = "pkcs11", "pyhanko.sign.pkcs11"
_one_at_a_time = threading.Lock()  # a token knows who is signed in, not in which thread
_opened_by: dict[str, int] = {}  # the process that a module was loaded in


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


@contextmanager
def token_signer(key: TokenKey, own: Certificate, chain: Sequence[Certificate]) -> Iterator[Signer]:
    """Give what signs with a key in a token, as long as its session is open. Raises TokenUnusable."""
    try:
        pkcs11, signers = import_module(LIBRARY), import_module(SIGNERS)
    except ImportError as error:
        raise TokenUnusable("python-pkcs11 is not installed (requirements/extra.txt has it)") from error
    with _one_at_a_time:
        try:
            _open_anew(pkcs11, key.module)
            criteria = TokenCriteria(label=key.token)
            with signers.open_pkcs11_session(
                key.module, token_criteria=criteria, user_pin=key.pin
            ) as session:
                yield signers.PKCS11Signer(
                    session,
                    signing_cert=own,
                    ca_chain=chain,
                    key_label=key.label,
                    use_raw_mechanism=True,  # not every token makes the digest, too
                )
        except (pkcs11.PKCS11Error, RuntimeError) as error:
            raise TokenUnusable(f"{type(error).__name__} {error}".strip()) from error


def _open_anew(pkcs11: object, module: str) -> None:
    if _opened_by.get(module) != os.getpid():
        pkcs11.lib(module).reinitialize()  # type: ignore[attr-defined]
        _opened_by[module] = os.getpid()
