"""A sealed file and the certificate by which it is checked, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SealCertificate:
    """A published certificate. The word signature (签名) belongs to those that a CA has issued; a self-made
    one shows only that a file is whole (完整性校验): nobody but the site vouches for whose it is."""

    pem: str
    fingerprint: str  # SHA-256 of the DER form, 64 hexadecimal digits
    name: str  # whose it is, by the certificate itself
    from_ca: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A PDF with its signature, an incremental update at its end."""

    pdf: bytes
    certificate: SealCertificate
    time_stamped: bool  # by a time stamp authority (PAdES B-LTA); else PAdES B-B
