"""A key that stays in a token: SoftHSM stands for the security module, where it is installed."""

import os
import subprocess
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey
from pytest_django import Settings

from config.checks import check_signing
from reports.document.keys import PrivateKey
from reports.document.readiness import trial_document
from reports.document.sealing import seal
from reports.document.statements import sign_fact
from reports.document.typesetting import typeset
from reports.domain.statement import Fact
from tests.reports.seals import NOW, authority, certificate, is_whole, pem, private_pem, written
from tests.reports.test_sealing import NONE

PIN = "271828"
FACT = Fact(
    issuer="https://shujie.example",
    number="7K3M-9QXA-BCDE-FGHK",
    firm="示例机械有限公司",
    standard="miit-sme-2024",
    revision=1,
    level_at_least=2,
    kind="self",
    verified=True,
    on=NOW.date(),
)


@pytest.fixture(params=["P-256", "P-384", "RSA"])
def key(
    request: pytest.FixtureRequest,
    settings: Settings,
    tmp_path: Path,
    softhsm: str,
    monkeypatch: pytest.MonkeyPatch,
) -> PrivateKey:
    """Return the key that was put into the token under the label `seal`; the settings name it."""
    made: dict[str, PrivateKey] = {
        "P-256": ec.generate_private_key(ec.SECP256R1()),
        "P-384": ec.generate_private_key(ec.SECP384R1()),
        "RSA": rsa.generate_private_key(65537, 2048),
    }
    key = made[request.param]
    (tmp_path / "tokens").mkdir()
    conf = written(tmp_path, "softhsm2.conf", f"directories.tokendir = {tmp_path}/tokens\n".encode())
    monkeypatch.setenv("SOFTHSM2_CONF", conf)
    utility = ["softhsm2-util", "--module", softhsm]
    label = ["--label", "shujie", "--pin", PIN]
    subprocess.run([*utility, "--init-token", "--free", *label, "--so-pin", PIN], check=True)
    file = written(tmp_path, "key.pem", private_pem(key))
    into = ["--import", file, "--token", "shujie", "--label", "seal", "--id", "01", "--pin", PIN]
    subprocess.run([*utility, *into], check=True)
    Path(file).unlink()
    own = certificate(key, "示例市中小企业服务中心", issuer=authority())
    settings.SIGNING = NONE | {
        "key": f"pkcs11:token=shujie;object=seal?module-path={softhsm}",
        "certificate": written(tmp_path, "own.pem", pem(own) + pem(authority()[1])),
        "password": PIN,
    }
    pkcs11.lib(softhsm).reinitialize()  # it reads which tokens there are once
    return key


def test_reports_and_statements_are_signed_by_it(key: PrivateKey) -> None:
    sealed = seal(typeset(trial_document(NOW.date())), at=NOW)
    assert sealed.certificate.from_ca
    assert is_whole(sealed.pdf, authority()[1])
    token, published = sign_fact(FACT, at=NOW)
    kind = RSAKey if isinstance(key, rsa.RSAPrivateKey) else ECKey
    public = kind.import_key(
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    assert jws.deserialize_compact(token, public, ["ES256", "ES384", "RS256"]).payload
    assert published == sealed.certificate
    assert check_signing(None) == []


@pytest.mark.parametrize("key", ["P-256"], indirect=True)
def test_what_cannot_be_used_is_told_at_start(
    key: PrivateKey, settings: Settings, softhsm: str, tmp_path: Path
) -> None:
    good = settings.SIGNING
    other = certificate(ec.generate_private_key(ec.SECP256R1()), "另一家", issuer=authority())
    for changed, words in (
        ({"password": "1"}, "PinIncorrect"),
        ({"key": good["key"].replace("shujie", "nowhere")}, "No token"),
        ({"key": good["key"].replace("seal", "other")}, "other"),
        ({"key": good["key"].replace(softhsm, str(tmp_path / "no.so"))}, "no.so"),
        ({"key": "pkcs11:token=shujie;object=seal"}, "module-path is not named"),
        ({"certificate": ""}, "SHUJIE_SIGNING_CERTIFICATE is not set"),
        ({"certificate": written(tmp_path, "other.pem", pem(other))}, "not verified by"),
    ):
        settings.SIGNING = good | changed
        (error,) = check_signing(None)
        assert error.id == "shujie.E011"
        assert words in error.msg, error.msg
    settings.SIGNING = good
    assert check_signing(None) == []


@pytest.mark.parametrize("key", ["P-256"], indirect=True)
def test_a_process_that_forked_opens_it_anew(key: PrivateKey) -> None:
    """As a worker's children do: the check at the start has opened it in the parent."""
    assert check_signing(None) == []
    child = os.fork()
    if not child:
        os._exit(0 if check_signing(None) == [] else 1)
    assert os.waitpid(child, 0)[1] == 0
