"""Sign a statement: a JWS (RFC 7515) small enough for a QR code, by the key that seals reports.

Written out here, since that key may lie in a token, which signs bytes and knows no JWS; the tests verify it
with a library.
"""

from base64 import urlsafe_b64encode
from datetime import date, datetime

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from django.conf import settings

from assessment.domain.snapshot import SnapshotContent
from assessment.models import Snapshot
from editing.domain.canonical import canonical_json
from reports.document.keys import PublicKey, SigningKey, signing_key
from reports.document.signing import raw_signature
from reports.domain.seal import SealCertificate
from reports.domain.statement import Fact
from standards.domain.standard import Origin

ALGORITHMS: dict[str, tuple[str, hashes.HashAlgorithm]] = {
    "secp256r1": ("ES256", hashes.SHA256()),
    "secp384r1": ("ES384", hashes.SHA384()),
    "rsa": ("RS256", hashes.SHA256()),
}


def fact_of(
    snapshot: Snapshot, content: SnapshotContent, *, level: int, verified: bool, number: str, on: date
) -> Fact:
    """Return what a firm states of a result: that it has reached at least a level by a day.

    `number`: under which the site tells whether it still stands.
    """
    standard = content.standard
    return Fact(
        issuer=settings.PUBLIC_URL,
        number=number,
        firm=content.enterprise["name"],
        standard=standard.code,
        revision=standard.revision,
        level_at_least=level,
        kind=snapshot.kind,
        verified=verified,
        on=on,
        demo=snapshot.assessment.enterprise.is_demo or standard.origin is Origin.DEMONSTRATION,
    )


def sign_fact(fact: Fact, *, at: datetime) -> tuple[str, SealCertificate]:
    """Return a signed statement and the certificate that verifies it, which it names by its fingerprint.

    Raises:
        InvalidKey: there is no key that can be used, or it does not sign.
    """
    key = signing_key(at=at)
    algorithm, digest = _algorithm(key)
    header = {"alg": algorithm, "x5t#S256": _packed(key.certificate.fingerprint(hashes.SHA256())).decode()}
    said = b".".join(_packed(canonical_json(part).encode()) for part in (header, fact.claims()))
    signature = _joined(key.public, raw_signature(key, said, digest))
    return (said + b"." + _packed(signature)).decode(), key.published


def _algorithm(key: SigningKey) -> tuple[str, hashes.HashAlgorithm]:
    public = key.public
    return ALGORITHMS[public.curve.name if isinstance(public, ec.EllipticCurvePublicKey) else "rsa"]


def _joined(public: PublicKey, signature: bytes) -> bytes:
    """Return a signature as a JWS has it: the two numbers of an elliptic curve side by side."""
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return signature
    width = public.key_size // 8
    return b"".join(number.to_bytes(width, "big") for number in decode_dss_signature(signature))


def _packed(part: bytes) -> bytes:
    return urlsafe_b64encode(part).rstrip(b"=")
