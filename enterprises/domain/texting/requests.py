"""What is sent to a provider of short messages, and what it answers. Phones are 11 digits, codes 6."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The operator's account at a provider. `sign` and `template` are those that the provider has admitted.

    The template has one variable, the code. `app`: Tencent's SmsSdkAppId. `url`: where requests go to.
    """

    url: str
    key_id: str
    key_secret: str
    sign: str
    template: str
    app: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A signed POST. `body` None: there is none."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(repr=False)


class NotSent(Exception):
    """The provider did not take it; says why in its own words, which name no number."""


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def mac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def canonical(query: str, headers: Mapping[str, str], body: bytes) -> tuple[str, str]:
    """Return the digest of a POST to `/` as both providers spell it, and the names of its headers."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    return sha256("\n".join(["POST", "/", query, lines, names, sha256(body)]).encode()), names
