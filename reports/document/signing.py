"""Sign with the key that seals, wherever it lies: in a file or in a token."""

import asyncio
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache

from asn1crypto import x509 as asn1
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.tsp import SigningCertificateV2
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from pyhanko.sign.attributes import (
    CMSAttributeProvider,
    SignedAttributeProviderSpec,
    SigningCertificateV2Provider,
)
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from reports.document.keys import InvalidKey, PrivateKey, SigningKey
from reports.document.token import TokenKey, TokenUnusable
from reports.document.token_signing import token_signer

TRIAL = b"shujie"


def plain(certificate: x509.Certificate) -> asn1.Certificate:
    """Return a certificate as pyHanko reads it."""
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


class _WhichCertificate(SigningCertificateV2Provider):
    """Says in a seal whose it is, as bytes read again: what asn1crypto has put together it writes anew, more
    than once at each level above, and nothing lies deeper than this."""

    async def build_attr_value(self, dry_run: bool = False) -> SigningCertificateV2:
        made = await super().build_attr_value(dry_run=dry_run)
        return SigningCertificateV2.load(made.dump())


class _SignedBeside(SignedAttributeProviderSpec):
    """What PAdES has signed beside the digest of the file."""

    def __init__(self, certificate: asn1.Certificate) -> None:
        self.certificate = certificate

    def signed_attr_providers(self, data_digest: bytes, digest_algorithm: str) -> list[CMSAttributeProvider]:
        return [_WhichCertificate(self.certificate)]


@contextmanager
def signer_of(key: SigningKey) -> Iterator[Signer]:
    """Give what signs for pyHanko. Raises InvalidKey: the token cannot be used."""
    own, chain = plain(key.certificate), tuple(map(plain, key.chain))
    try:
        if isinstance(key.key, TokenKey):
            with token_signer(key.key, own, chain) as signer:
                yield _prepared(signer, own)
        else:
            yield _prepared(_file_signer(key.key, own, chain), own)
    except TokenUnusable as failure:
        raise InvalidKey(f"SHUJIE_SIGNING_KEY: the token cannot be used ({failure})") from failure


def _prepared(signer: Signer, own: asn1.Certificate) -> Signer:
    signer.signed_attr_prov_spec = _SignedBeside(own)
    return signer


def raw_signature(key: SigningKey, data: bytes, digest: hashes.HashAlgorithm) -> bytes:
    """Return a signature of data: PKCS #1 v1.5 for RSA, DER for an elliptic curve. Raises InvalidKey."""
    try:
        # A thread has one loop of events at most.
        with signer_of(key) as signer, ThreadPoolExecutor(1) as thread:
            return bytes(thread.submit(asyncio.run, signer.async_sign_raw(data, digest.name)).result())
    except SigningError as failure:
        raise InvalidKey(f"SHUJIE_SIGNING_KEY: it does not sign ({failure})") from failure


def try_key(key: SigningKey) -> None:
    """Sign something. Raises InvalidKey unless the certificate verifies it."""
    public, digest = key.public, hashes.SHA256()
    try:
        signed = raw_signature(key, TRIAL, digest)
        if isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signed, TRIAL, ec.ECDSA(digest))
        else:
            public.verify(signed, TRIAL, padding.PKCS1v15(), digest)
    except InvalidSignature as failure:
        raise InvalidKey(
            "SHUJIE_SIGNING_KEY: what it signs is not verified by SHUJIE_SIGNING_CERTIFICATE"
        ) from failure


def _file_signer(key: PrivateKey, own: asn1.Certificate, chain: Iterable[asn1.Certificate]) -> SimpleSigner:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(chain)
    return SimpleSigner(own, PrivateKeyInfo.load(_unlocked(key)), store)


@cache
def _unlocked(key: PrivateKey) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())
