"""Seal a PDF (PAdES): whoever has it sees whether a byte was changed, and by whose certificate.

The seal is an incremental update: what was set stays byte by byte, with tags, language and metadata.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO

from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers import constants as extensions
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from reports.document.issuing import document_of
from reports.document.keys import SigningKey, signing_key, trusted
from reports.document.signing import plain, signer_of
from reports.document.typesetting import typeset
from reports.domain.seal import Sealed
from reports.models import Report

FIELD = "Seal"
WHOLE, SIGNED = "完整性校验 / integrity check", "电子签名 / signature"
DIGEST = "sha256"
STAMP_SECONDS = 10  # that the authority may take
# Hexadecimal digits kept free for the signature; measuring it would mean signing twice. Little more than it
# takes: what fills the rest is no part of what is signed.
RESERVED, RESERVED_FOR_STAMP = 2_600, 16_384


class SealingFailed(Exception):
    """No seal could be made; the message is for operators."""


def sealed_report(report: Report, *, at: datetime) -> Sealed:
    """Return the file of a report: set as always, then sealed. Raises TypesettingFailed, and as `seal`."""
    return seal(typeset(document_of(report)), at=at)


def seal(pdf: bytes, *, at: datetime) -> Sealed:
    """Return a PDF with its seal. The bytes before it stay, and no later change is allowed.

    Raises:
        InvalidKey: there is no key that can be used.
        SealingFailed: the authority of time stamps does not answer, or is not trusted.
    """
    key = signing_key(at=at)
    stamper = time_stamper()
    try:
        with ThreadPoolExecutor(1) as thread:  # it runs a loop of events, of which a thread has one at most
            sealed = thread.submit(_signed, pdf, key, stamper).result()
    except (SigningError, TimestampRequestError, PathError, ValidationError) as failure:
        raise SealingFailed(str(failure)) from failure
    return Sealed(pdf=sealed, certificate=key.published, time_stamped=stamper is not None)


def _signed(pdf: bytes, key: SigningKey, stamper: TimeStamper | None) -> bytes:
    sealed = BytesIO()
    with signer_of(key) as signer:
        _Signer(
            _metadata(key, stamped=stamper is not None),
            signer,
            timestamper=stamper,
            new_field_spec=SigFieldSpec(FIELD, readable_field_name=_words(key)),
        ).sign_pdf(
            _Writer(BytesIO(pdf)), output=sealed, bytes_reserved=_reserved(key, stamped=stamper is not None)
        )
    return sealed.getvalue()


def time_stamper() -> TimeStamper | None:
    """Return how to reach the authority of time stamps, None where none is set."""
    address = settings.SIGNING["tsa"]
    return HTTPTimeStamper(address, timeout=STAMP_SECONDS) if address else None


def _reserved(key: SigningKey, *, stamped: bool) -> int:
    certificates = sum(2 * len(plain(one).dump()) for one in (key.certificate, *key.chain))
    return RESERVED + certificates + (RESERVED_FOR_STAMP if stamped else 0)


class _Writer(IncrementalPdfFileWriter):
    """Adds nothing but the seal: Info and XMP stay as they were set, and with them the claim of PDF/A."""

    def _update_meta(self) -> None:
        pass


class _Signer(PdfSigner):
    """Signs on PDF 1.7, of which PDF/A-2 is made; an elliptic curve would lift the file to PDF 2.0."""

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        pdf_out.register_extension(extensions.ESIC_EXTENSION_1)


def _words(key: SigningKey) -> str:
    return SIGNED if key.from_ca else WHOLE


def _metadata(key: SigningKey, *, stamped: bool) -> PdfSignatureMetadata:
    """Return what stands in the seal; with a time stamp all that verifying it takes in some years, too."""
    return PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=_words(key),
        name=key.published.name,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        embed_validation_info=stamped,
        use_pades_lta=stamped,
        validation_context=_trust(key) if stamped else None,
    )


def _trust(key: SigningKey) -> ValidationContext:
    """Return whom B-LTA rests on: the operator names the roots of both, certificate and time stamps."""
    roots = [*trusted(settings.SIGNING["trust"]), *([] if key.from_ca else [key.certificate])]
    return ValidationContext(
        trust_roots=[plain(one) for one in roots],
        other_certs=[plain(one) for one in key.chain],
        allow_fetching=True,  # revocation lists go into the file
    )
