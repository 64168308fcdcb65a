"""The key that seals what is handed out: the operator's, in a file or a token, else this installation's own.

The own key is made once, in `SHUJIE_VAR_DIR/signing/own.pem`, and never leaves that file. Certificates are
public; the database keeps those that were used, so that old reports can be checked after a change of key.
"""

import os
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

from reports.document.token import TokenKey, TokenUnusable, is_in_token, token_key
from reports.domain.seal import SealCertificate

OWN = "own.pem"
OWN_DAYS = 3650
OWN_NAME = "数阶 完整性校验"
CURVES = ("secp256r1", "secp384r1")  # those that browsers verify, too
RSA_BITS = 2048  # at least

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey


class InvalidKey(Exception):
    """The key or its certificate cannot be used; the message is for operators."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A private key, its certificate, and the certificates of those who issued it."""

    key: PrivateKey | TokenKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def public(self) -> PublicKey:
        return cast(PublicKey, self.certificate.public_key())

    @property
    def from_ca(self) -> bool:
        return self.certificate.issuer != self.certificate.subject

    @property
    def published(self) -> SealCertificate:
        """The certificate as others get it."""
        names = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return SealCertificate(
            pem=self.certificate.public_bytes(serialization.Encoding.PEM).decode(),
            fingerprint=self.certificate.fingerprint(hashes.SHA256()).hex(),
            name=str(names[0].value) if names else self.certificate.subject.rfc4514_string(),
            from_ca=self.from_ca,
        )


def signing_key(*, at: datetime) -> SigningKey:
    """Return the operator's key where one is set, else the installation's own, made now if there is none.

    Raises:
        InvalidKey: it cannot be read, does not belong to its certificate or is of a kind that few can verify.
    """
    return _configured() if _is_set() else _own(own_file(), at)


def known_key() -> SigningKey | None:
    """Return the key that would be used, None where the installation's own is yet to be made.

    Raises:
        InvalidKey: as `signing_key`.
    """
    if _is_set():
        return _configured()
    return _read_own(own_file()) if own_file().exists() else None


def own_file() -> Path:
    """Return where the installation's own key lies."""
    return Path(settings.VAR_DIR) / "signing" / OWN


def trusted(path: str) -> tuple[x509.Certificate, ...]:
    """Return the certificates in a PEM file. Raises InvalidKey."""
    try:
        return tuple(x509.load_pem_x509_certificates(_bytes("SHUJIE_SIGNING_TRUST", path)))
    except ValueError as error:
        raise InvalidKey(f"SHUJIE_SIGNING_TRUST: {path} has no certificates in PEM form ({error})") from error


def _is_set() -> bool:
    """Return whether the operator has set a key. Raises InvalidKey where only what goes with one is set: the
    own key would be used in its place, and nobody would notice."""
    given = settings.SIGNING
    if given["key"]:
        return True
    for name in ("certificate", "password"):
        if given[name]:
            raise InvalidKey(f"SHUJIE_SIGNING_{name.upper()} is set without SHUJIE_SIGNING_KEY.")
    return False


def _configured() -> SigningKey:
    given = settings.SIGNING
    load = _in_token if is_in_token(given["key"]) else _load
    return load(given["key"], given["certificate"], given["password"])


@cache
def _in_token(uri: str, certificate_path: str, pin: str) -> SigningKey:
    """Return a key that stays where it is; `reports.document.signing.try_key` tells whether it signs."""
    try:
        own, *chain = x509.load_pem_x509_certificates(_bytes("SHUJIE_SIGNING_CERTIFICATE", certificate_path))
        key = token_key(uri, pin)
    except (ValueError, TokenUnusable) as error:
        hint = "pkcs11:token=…;object=…?module-path=…, and SHUJIE_SIGNING_CERTIFICATE with its own first"
        raise InvalidKey(f"SHUJIE_SIGNING_KEY: {error}; give {hint}") from error
    if not _is_common(own.public_key()):
        raise InvalidKey(_unfit(f"SHUJIE_SIGNING_CERTIFICATE: {certificate_path}"))
    return SigningKey(key=key, certificate=own, chain=tuple(chain))


@cache
def _load(key_path: str, certificate_path: str, password: str) -> SigningKey:
    secret = password.encode() if password else None
    packed = _bytes("SHUJIE_SIGNING_KEY", key_path)
    try:
        if not certificate_path:
            key, certificate, chain = pkcs12.load_key_and_certificates(packed, secret)
            found = [certificate, *chain]
        else:
            key = serialization.load_pem_private_key(packed, secret)
            listed = _bytes("SHUJIE_SIGNING_CERTIFICATE", certificate_path)
            found = list(x509.load_pem_x509_certificates(listed))
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        hint = (
            "a PKCS#12 file, or a PEM key with SHUJIE_SIGNING_CERTIFICATE; SHUJIE_SIGNING_PASSWORD opens it"
        )
        raise InvalidKey(f"SHUJIE_SIGNING_KEY: {key_path} cannot be opened ({error}); give {hint}") from error
    return _fitting(key, [one for one in found if one is not None], key_path)


def _fitting(key: object, found: list[x509.Certificate], path: str) -> SigningKey:
    """Return key and certificate, which belong together. Raises InvalidKey."""
    if not isinstance(key, PrivateKey) or not _is_common(key.public_key()):
        raise InvalidKey(_unfit(f"SHUJIE_SIGNING_KEY: {path}"))
    public = _der(key.public_key())
    own = next((one for one in found if _der(one.public_key()) == public), None)
    if own is None:
        raise InvalidKey(f"SHUJIE_SIGNING_KEY: no certificate belongs to the key in {path}")
    return SigningKey(key=key, certificate=own, chain=tuple(one for one in found if one != own))


def _is_common(key: object) -> bool:
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.curve.name in CURVES
    return isinstance(key, rsa.RSAPublicKey) and key.key_size >= RSA_BITS


def _unfit(where: str) -> str:
    kinds = f"RSA of at least {RSA_BITS} bits or an elliptic curve P-256 or P-384"
    return f"{where} holds no key of a kind that browsers verify: {kinds}"


def _der(key: object) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    der: bytes = key.public_bytes(serialization.Encoding.DER, form)  # type: ignore[attr-defined]
    return der


def _bytes(variable: str, path: str) -> bytes:
    if not path:
        raise InvalidKey(f"{variable} is not set: name a file with certificates in PEM form")
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InvalidKey(f"{variable}: cannot read {path} ({error.strerror})") from error


# --- The installation's own -------------------------------------------------------------------


def _own(file: Path, at: datetime) -> SigningKey:
    if not file.exists():
        _make(file, at)
    return _read_own(file)


@cache
def _read_own(file: Path) -> SigningKey:
    packed = _bytes("SHUJIE_VAR_DIR", str(file))
    try:
        key = serialization.load_pem_private_key(packed, None)
        return _fitting(key, x509.load_pem_x509_certificates(packed), str(file))
    except ValueError as error:
        raise InvalidKey(
            f"{file} is damaged ({error}); take it from a backup, or away: a new one is made"
        ) from error


def _make(file: Path, at: datetime) -> None:
    """Write a new key with its certificate, whole or not at all; of two processes that do, one wins."""
    key = ec.generate_private_key(ec.SECP256R1())
    form = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    packed = key.private_bytes(serialization.Encoding.PEM, *form)
    packed += _self_issued(key, at).public_bytes(serialization.Encoding.PEM)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)  # readable by its owner alone
    try:
        with os.fdopen(handle, "wb") as draft:
            draft.write(packed)
            draft.flush()
            os.fsync(handle)
        os.link(name, file)
    except FileExistsError:
        pass  # another process was faster: its key counts
    finally:
        Path(name).unlink()


def _self_issued(key: ec.EllipticCurvePrivateKey, at: datetime) -> x509.Certificate:
    host = urlsplit(settings.PUBLIC_URL).hostname or ""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{OWN_NAME} {host}".strip()[:64])])
    public = key.public_key()
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,  # what those who verify documents ask for
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at)
        .not_valid_after(at + timedelta(days=OWN_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )
