"""Alibaba Cloud's short messages: SendSms of 2017-05-25, signed by ACS3-HMAC-SHA256.

Source: https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature and
https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendsms
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from enterprises.domain.texting.requests import Account, NotSent, Request, canonical, mac, sha256

URL = "https://dysmsapi.aliyuncs.com/"


def request(account: Account, *, phone: str, code: str, at: datetime, nonce: str) -> Request:
    """Return the request that sends a code."""
    asked = {
        "PhoneNumbers": phone,
        "SignName": account.sign,
        "TemplateCode": account.template,
        "TemplateParam": json.dumps({"code": code}),
    }
    query = urlencode(sorted(asked.items()), quote_via=quote, safe="~")
    headers = {
        "host": urlsplit(account.url).netloc,
        "x-acs-action": "SendSms",
        "x-acs-content-sha256": sha256(b""),
        "x-acs-date": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "x-acs-signature-nonce": nonce,
        "x-acs-version": "2017-05-25",
    }
    signed = headers | {"Authorization": authorization(account, query, headers)}
    return Request(url=f"{account.url}?{query}", headers=signed, body=None)


def authorization(account: Account, query: str, headers: Mapping[str, str]) -> str:
    """Return the header that signs a request without a body."""
    digest, names = canonical(query, headers, b"")
    signature = mac(account.key_secret.encode(), f"ACS3-HMAC-SHA256\n{digest}").hex()
    return f"ACS3-HMAC-SHA256 Credential={account.key_id},SignedHeaders={names},Signature={signature}"


def check(answer: Any) -> None:
    """Raises NotSent, KeyError where it is no answer of theirs."""
    if answer["Code"] != "OK":
        raise NotSent(answer["Code"])
