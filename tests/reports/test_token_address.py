"""The address of a key in a token, as RFC 7512 writes it: no token is needed to read it."""

import pytest

from reports.document.token import TokenUnusable, token_key


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
