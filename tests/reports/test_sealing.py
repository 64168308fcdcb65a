"""The seal of a report: what it holds, finds and leaves as it was, and by whose key it is made."""

import random
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader
from pytest_django import Settings

from reports.document import keys, sealing
from reports.document.keys import InvalidKey, known_key, own_file, signing_key
from reports.document.readiness import trial_document
from reports.document.sealing import seal
from reports.document.typesetting import typeset
from reports.domain.seal import Sealed
from tests.reports.contents import make_pdf
from tests.reports.seals import (
    NOW,
    authority,
    certificate,
    is_whole,
    issued,
    pem,
    private_pem,
    stamper,
    status_of,
    written,
)

Signing = dict[str, str]
NONE: Signing = {
    "key": "",
    "certificate": "",
    "password": "",
    "tsa": "",
    "trust": "",
}


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.SIGNING = NONE


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return make_pdf()


def from_ca(folder: Path, kind: str = "ec") -> Signing:
    """Return the settings of a key whose certificate an authority has issued."""
    key, own = issued(kind)
    return NONE | {
        "key": written(folder, "key.pem", private_pem(key)),
        "certificate": written(folder, "certificate.pem", pem(own) + pem(authority()[1])),
        "trust": written(folder, "roots.pem", pem(authority()[1])),
    }


def own_certificate(sealed: Sealed) -> Any:
    key = known_key()
    assert key is not None
    assert key.published == sealed.certificate
    return key.certificate


# --- What a seal is ---------------------------------------------------------------------------


def test_what_was_set_stays_byte_by_byte(pdf: bytes) -> None:
    sealed = seal(pdf, at=NOW)
    assert sealed.pdf.startswith(pdf)
    assert is_whole(sealed.pdf, own_certificate(sealed))
    before, after = PdfReader(BytesIO(pdf)), PdfReader(BytesIO(sealed.pdf))
    assert after.metadata == before.metadata
    old, new = root_of(before), root_of(after)
    for name in (
        "/Lang",
        "/MarkInfo",
        "/ViewerPreferences",
        "/OutputIntents",
        "/StructTreeRoot",
        "/Outlines",
    ):
        assert plain_text(new.raw_get(name)) == plain_text(old.raw_get(name)), name
    assert "/Version" not in new
    xmp = new["/Metadata"].get_data()
    assert xmp == old["/Metadata"].get_data()
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert b"<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert [page.extract_text() for page in after.pages] == [page.extract_text() for page in before.pages]


def test_whose_seal_it_is_stands_in_what_is_signed(pdf: bytes) -> None:
    """As PAdES has it: the certificate beside a seal cannot be taken for another of the same key."""
    sealed = seal(pdf, at=NOW)
    [made] = PdfFileReader(BytesIO(sealed.pdf)).embedded_signatures
    signed: Any = {one["type"].native: one["values"] for one in made.signer_info["signed_attrs"]}
    assert signed.keys() == {"content_type", "message_digest", "signing_certificate_v2"}
    [of] = signed["signing_certificate_v2"][0]["certs"]
    assert of["cert_hash"].native == own_certificate(sealed).fingerprint(hashes.SHA256())


def root_of(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def plain_text(value: Any) -> str:
    """Return a value of a PDF without the address of its reader."""
    return re.sub(r"(IndirectObject\(\d+, \d+), \d+", r"\1", repr(value))


def test_the_field_is_what_archives_and_screen_readers_ask_for(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(seal(pdf, at=NOW).pdf))
    (field,) = (one.get_object() for one in root_of(reader)["/AcroForm"]["/Fields"])
    assert field["/Rect"] == [0, 0, 0, 0]  # no layout changes; outside the page, so no tag is asked for
    assert field["/F"] & 0b100111 == 0b100  # printed, neither hidden nor without a view
    assert field["/TU"] == sealing.WHOLE
    assert str(reader.pages[0]["/Tabs"]) == "/S"
    assert field["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"
    assert field["/V"]["/Reference"][0]["/TransformParams"]["/P"] == 1  # no change is allowed


def test_a_thousand_altered_files_are_all_found() -> None:
    """Every byte that is signed: all but the signature itself, which the check page compares, too."""
    whole = sealed_small()
    trusted = own_certificate(whole)
    assert is_whole(whole.pdf, trusted)
    first, second = gap_of(whole.pdf)
    signed = [*range(first), *range(second, len(whole.pdf))]
    dice = random.Random(20261129)
    missed = []
    for place in dice.sample(signed, 1000):
        altered = bytearray(whole.pdf)
        altered[place] ^= 1 << dice.randrange(8)
        if is_whole(bytes(altered), trusted):
            missed.append((place, whole.pdf[place], altered[place]))
    assert missed == []


def test_another_signature_in_its_place_is_found() -> None:
    whole, other = sealed_small(), seal(make_pdf(), at=NOW)
    first, second = gap_of(whole.pdf)
    start, end = gap_of(other.pdf)
    assert end - start == second - first
    altered = whole.pdf[:first] + other.pdf[start:end] + whole.pdf[second:]
    assert not is_whole(altered, own_certificate(whole))


def test_what_is_appended_is_found() -> None:
    whole = sealed_small()
    trusted = own_certificate(whole)
    assert not is_whole(whole.pdf + b"\n% more\n", trusted)
    writer, more = IncrementalPdfFileWriter(BytesIO(whole.pdf)), BytesIO()
    writer.root["/Lang"] = generic.pdf_string("en")
    writer.update_root()  # type: ignore[no-untyped-call]
    writer.write(more)  # type: ignore[no-untyped-call]
    assert more.getvalue().startswith(whole.pdf)
    assert not is_whole(more.getvalue(), trusted)


def sealed_small() -> Sealed:
    return seal(typeset(trial_document(NOW.date())), at=NOW)


# --- What others verify it with ---------------------------------------------------------------


def parts_of(pdf: bytes) -> tuple[bytes, bytes]:
    """Return what is signed and the signature in it, cut out by hand."""
    first, second = gap_of(pdf)
    return pdf[:first] + pdf[second:], bytes.fromhex(pdf[first + 1 : second - 1].decode())


def gap_of(pdf: bytes) -> tuple[int, int]:
    """Return where the signature begins and ends; all else is signed."""
    found = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]", pdf)
    assert found is not None
    first, length, second, rest = map(int, found.groups())
    assert (first, second + rest) == (0, len(pdf))
    return length, second


@pytest.mark.parametrize("kind", ["", "ec", "rsa"])
def test_openssl_verifies_it(kind: str, settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING = from_ca(tmp_path, kind) if kind else NONE
    sealed = sealed_small()
    content, signature = parts_of(sealed.pdf)
    root = pem(authority()[1]) if kind else sealed.certificate.pem.encode()

    def verify(content: bytes) -> "subprocess.CompletedProcess[bytes]":
        paths = [written(tmp_path, *one) for one in (("c", content), ("s", signature), ("root", root))]
        command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any"]
        command += ["-content", paths[0], "-in", paths[1], "-CAfile", paths[2], "-out", str(tmp_path / "out")]
        return subprocess.run(command, capture_output=True, check=False)

    assert verify(content).returncode == 0, verify(content).stderr
    changed = content[:100] + bytes([content[100] ^ 1]) + content[101:]
    assert b"CMS Verification failure" in verify(changed).stderr


@pytest.mark.slow
def test_pyhankos_own_command_verifies_it(tmp_path: Path) -> None:
    sealed = sealed_small()
    trust = written(tmp_path, "own.pem", sealed.certificate.pem.encode())

    def verify(pdf: bytes) -> "subprocess.CompletedProcess[str]":
        command = [str(Path(sys.executable).with_name("pyhanko")), "sign", "validate", "--pretty-print"]
        command += ["--trust", trust, written(tmp_path, "report.pdf", pdf)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    found = verify(sealed.pdf)
    assert "The signature covers the entire file." in found.stdout
    assert "The signature is judged VALID." in found.stdout
    assert sealed.certificate.fingerprint in found.stdout
    assert "INVALID" in verify(sealed.pdf.replace(b"/Lang (zh", b"/Lang (en", 1)).stdout


# --- Whose key --------------------------------------------------------------------------------


def test_the_own_key_is_made_once_and_read_by_its_owner_alone() -> None:
    assert known_key() is None
    first = signing_key(at=NOW)
    file = own_file()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [one.name for one in file.parent.iterdir()] == [keys.OWN]
    keys._read_own.cache_clear()
    assert signing_key(at=NOW).published == first.published
    assert not first.from_ca


def test_of_two_processes_that_make_it_one_wins() -> None:
    keys._make(own_file(), NOW)
    made = own_file().read_bytes()
    keys._make(own_file(), NOW)
    assert own_file().read_bytes() == made
    assert len(list(own_file().parent.iterdir())) == 1


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_the_operators_key_is_called_a_signature_if_somebody_issued_it(
    kind: str, settings: Settings, tmp_path: Path
) -> None:
    settings.SIGNING = from_ca(tmp_path, kind)
    sealed = sealed_small()
    assert is_whole(sealed.pdf, authority()[1])
    assert (sealed.certificate.from_ca, sealed.certificate.name) == (True, "示例市中小企业服务中心")
    assert said_in(sealed) == sealing.SIGNED
    assert not own_file().exists()


def test_a_certificate_that_nobody_issued_never_makes_a_signature(settings: Settings, tmp_path: Path) -> None:
    key = issued()[0]
    settings.SIGNING = NONE | {
        "key": written(tmp_path, "key.pem", private_pem(key)),
        "certificate": written(tmp_path, "self.pem", pem(certificate(key, "某中心"))),
    }
    for sealed in (sealed_small(), with_own(settings)):
        assert not sealed.certificate.from_ca
        text = said_in(sealed)
        assert "完整性校验" in text
        assert "签名" not in text


def with_own(settings: Settings) -> Sealed:
    settings.SIGNING = NONE
    return sealed_small()


def said_in(sealed: Sealed) -> str:
    reader = PdfReader(BytesIO(sealed.pdf))
    field = root_of(reader)["/AcroForm"]["/Fields"][0].get_object()
    assert field["/TU"] == field["/V"]["/Reason"]
    return str(field["/TU"])


def test_a_pkcs12_file_is_opened_with_its_password(settings: Settings, tmp_path: Path) -> None:
    key, own = issued()
    packed = pkcs12.serialize_key_and_certificates(
        b"report", key, own, [authority()[1]], BestAvailableEncryption(b"secret")
    )
    settings.SIGNING = NONE | {"key": written(tmp_path, "key.p12", packed), "password": "secret"}
    assert signing_key(at=NOW).certificate == own
    assert signing_key(at=NOW).chain == (authority()[1],)
    settings.SIGNING = settings.SIGNING | {"password": "wrong"}
    with pytest.raises(InvalidKey, match=r"key\.p12 cannot be opened"):
        signing_key(at=NOW)


def test_what_cannot_be_used_is_named(settings: Settings, tmp_path: Path) -> None:
    key, own = issued()
    good = {
        "key": written(tmp_path, "key.pem", private_pem(key)),
        "certificate": written(tmp_path, "own.pem", pem(own)),
    }
    others = written(tmp_path, "others.pem", pem(authority()[1]))
    weak = ec.generate_private_key(ec.BrainpoolP256R1())
    for changed, words in (
        ({"key": str(tmp_path / "nowhere.pem")}, "cannot read .*nowhere.pem"),
        ({"certificate": str(tmp_path / "nowhere.pem")}, "SHUJIE_SIGNING_CERTIFICATE: cannot read"),
        ({"key": others}, "others.pem cannot be opened"),
        ({"certificate": others}, "no certificate belongs to the key in .*key.pem"),
        ({"key": written(tmp_path, "weak.pem", private_pem(weak))}, "no key of a kind that browsers verify"),
        (
            {"key": written(tmp_path, "locked.pem", private_pem(key, b"secret"))},
            "locked.pem cannot be opened",
        ),
    ):
        settings.SIGNING = NONE | good | changed
        with pytest.raises(InvalidKey, match=words):
            signing_key(at=NOW)
    settings.SIGNING = NONE | good
    assert signing_key(at=NOW).certificate == own


# --- Time stamps ------------------------------------------------------------------------------


def test_with_an_authority_of_time_stamps_it_is_made_for_the_long_term(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SIGNING = from_ca(tmp_path)
    assert not sealed_small().time_stamped
    monkeypatch.setattr(sealing, "time_stamper", stamper)
    sealed = sealed_small()
    assert sealed.time_stamped
    reader = PdfFileReader(BytesIO(sealed.pdf))
    assert len(reader.embedded_regular_signatures) == 1
    assert len(reader.embedded_timestamp_signatures) == 1
    assert "/DSS" in reader.root
    status = status_of(sealed.pdf, authority()[1])
    assert status is not None
    assert status.bottom_line
    assert status.timestamp_validity is not None
    assert status.timestamp_validity.trusted


def test_an_authority_that_does_not_answer_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING = from_ca(tmp_path) | {"tsa": "http://127.0.0.1:9/"}
    with pytest.raises(sealing.SealingFailed):
        sealed_small()
