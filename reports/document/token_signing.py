"""Signing with a key in a token.

python-pkcs11 and the token's own module are loaded once a token is set, and anew in each process: what was
opened before a fork does not work after it.
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module

from asn1crypto.x509 import Certificate
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign.signers import Signer

from reports.document.token import TokenKey, TokenUnusable

LIBRARY, SIGNERS = "pkcs11", "pyhanko.sign.pkcs11"
_one_at_a_time = threading.Lock()  # a token knows who is signed in, not in which thread
_opened_by: dict[str, int] = {}  # the process that a module was loaded in


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
