"""Sign a statement: a JWS (RFC 7515) small enough for a QR code, by the key that seals reports."""

from base64 import urlsafe_b64encode
from datetime import date, datetime

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

from assessment.domain.snapshot import SnapshotContent
from assessment.models import Snapshot
from editing.domain.canonical import canonical_json
from reports.document.keys import SigningKey, signing_key
from reports.domain.seal import SealCertificate
from reports.domain.statement import Fact
from standards.domain.standard import Origin

ALGORITHMS = {"secp256r1": "ES256", "secp384r1": "ES384"}


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
        InvalidKey: there is no key that can be used.
    """
    key = signing_key(at=at)
    fingerprint = urlsafe_b64encode(key.certificate.fingerprint(hashes.SHA256())).rstrip(b"=").decode()
    header = {"alg": _algorithm(key), "x5t#S256": fingerprint}
    token = jws.serialize_compact(header, canonical_json(fact.claims()), _jwk(key), [_algorithm(key)])
    return token, key.published


def _algorithm(key: SigningKey) -> str:
    private = key.key
    return ALGORITHMS[private.curve.name] if isinstance(private, ec.EllipticCurvePrivateKey) else "RS256"


def _jwk(key: SigningKey) -> ECKey | RSAKey:
    pem = key.key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    kind = ECKey if isinstance(key.key, ec.EllipticCurvePrivateKey) else RSAKey
    return kind.import_key(pem)
