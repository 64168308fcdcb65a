"""Keys, certificates and an authority of time stamps for tests: made here, trusted nowhere."""

import zlib
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from reports.document.keys import PrivateKey

# What pyHanko raises where it meets what no PDF has.
UNREADABLE = (
    PdfError,
    SignatureValidationError,
    ValueError,
    AttributeError,
    LookupError,
    TypeError,
    NotImplementedError,
    AssertionError,
    zlib.error,
)
NOW = datetime.now(UTC).replace(microsecond=0)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def certificate(
    key: PrivateKey,
    name: str,
    *,
    issuer: tuple[PrivateKey, x509.Certificate] | None = None,
    ca: bool = False,
    stamps: bool = False,
    host: str = "",
    until: datetime = NOW + timedelta(days=400),
) -> x509.Certificate:
    """Return a certificate: issued by itself unless there is an issuer."""
    usage = x509.KeyUsage(True, True, False, False, False, ca, ca, False, False)
    issued_by = issuer[1].subject if issuer else named(name)
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(issued_by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=800))
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if stamps:
        stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(stamping, critical=True)
    if host:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
    return builder.sign(issuer[0] if issuer else key, hashes.SHA256())


@cache
def authority() -> tuple[PrivateKey, x509.Certificate]:
    """Return an authority that issues certificates."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key, certificate(key, "示例根证书", ca=True)


@cache
def issued(kind: str = "ec") -> tuple[PrivateKey, x509.Certificate]:
    """Return a key with a certificate that the authority has issued; `kind` is ec or rsa."""
    key: PrivateKey = (
        ec.generate_private_key(ec.SECP384R1()) if kind == "ec" else rsa.generate_private_key(65537, 2048)
    )
    return key, certificate(key, "示例市中小企业服务中心", issuer=authority())


def pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def private_pem(key: PrivateKey, password: bytes | None = None) -> bytes:
    locked = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)


def plain(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


@cache
def stamper() -> DummyTimeStamper:
    """Return an authority of time stamps that answers without a network."""
    key = rsa.generate_private_key(65537, 2048)  # what the library's own stand-in can do
    own = certificate(key, "示例时间戳", issuer=authority(), stamps=True)
    form = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(plain(authority()[1]))
    return DummyTimeStamper(plain(own), asn1_keys.PrivateKeyInfo.load(key.private_bytes(*form)), store)


def is_whole(pdf: bytes, trusted: x509.Certificate) -> bool:
    """Return what pyHanko says: signed by whom we trust, and nothing changed or added since."""
    status = status_of(pdf, trusted)
    return status is not None and status.bottom_line and status.coverage is SignatureCoverageLevel.ENTIRE_FILE


def status_of(pdf: bytes, trusted: x509.Certificate) -> PdfSignatureStatus | None:
    """Return what pyHanko finds out about the only signature, None where it can make nothing of it."""
    try:
        (signature,) = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        context = ValidationContext(trust_roots=[plain(trusted)])
        return validate_pdf_signature(signature, context, ts_validation_context=context)
    except UNREADABLE:
        return None


def written(folder: Path, name: str, content: bytes) -> str:
    """Return the path of a new file."""
    file = folder / name
    file.write_bytes(content)
    return str(file)
