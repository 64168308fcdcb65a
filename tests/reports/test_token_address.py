"""The address of a key in a token, as RFC 7512 writes it: no token is needed to read it."""

from pathlib import Path

import pytest
from pytest_django import Settings

from reports.document.keys import InvalidKey, signing_key
from reports.document.token import TokenKey, TokenUnusable, token_key
from tests.reports.seals import NOW, issued, pem, written
from tests.reports.test_sealing import NONE


@pytest.mark.parametrize(
    ("path", "token", "label"),
    [
        ("token=shujie;object=seal", "shujie", "seal"),
        ("object=seal%3B1;token=%E6%95%B0%E9%98%B6;type=private", "数阶", "seal;1"),
        ("token=A+B;object=R&D", "A+B", "R&D"),  # both stand there as they are
        ("token=[HSM;object=a=b", "[HSM", "a=b"),
    ],
)
def test_labels_are_those_of_the_token(path: str, token: str, label: str) -> None:
    key = token_key(f"pkcs11:{path}?module-path=/usr/lib/a+b.so&x=1", "4711")
    assert (key.token, key.label, key.module, key.pin) == (token, label, "/usr/lib/a+b.so", "4711")


def test_its_scheme_may_be_written_in_capitals(settings: Settings, tmp_path: Path) -> None:
    address = "PKCS11:token=shujie;object=seal?module-path=/m.so"
    own = written(tmp_path, "own.pem", pem(issued()[1]))
    settings.SIGNING = NONE | {"key": address, "certificate": own, "password": "4711"}
    assert signing_key(at=NOW).key == TokenKey(module="/m.so", token="shujie", label="seal", pin="4711")


def test_a_certificate_that_is_not_set_is_named(settings: Settings) -> None:
    settings.SIGNING = NONE | {"key": "pkcs11:token=shujie;object=seal?module-path=/m.so"}
    with pytest.raises(InvalidKey, match="SHUJIE_SIGNING_CERTIFICATE is not set"):
        signing_key(at=NOW)


@pytest.mark.parametrize(
    ("uri", "missing"),
    [
        ("pkcs11:", "module-path"),
        ("pkcs11://[", "module-path"),
        ("pkcs11:token=a;object=b?module-path=", "module-path"),
        ("pkcs11:token=;object=b?module-path=/m.so&pin-value=4711", "token"),
        ("pkcs11:token=a?module-path=/m.so", "object"),
    ],
)
def test_what_is_missing_is_named_and_nothing_else(uri: str, missing: str) -> None:
    with pytest.raises(TokenUnusable) as refused:
        token_key(uri, "271828")
    assert str(refused.value) == f"{missing} is not named"
