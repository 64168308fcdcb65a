"""Tencent Cloud's short messages: SendSms of 2021-01-11, signed by TC3-HMAC-SHA256.

Source: https://cloud.tencent.com/document/api/213/30654 and https://cloud.tencent.com/document/api/382/55981
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from enterprises.domain.texting.requests import Account, NotSent, Request, canonical, mac

URL = "https://sms.tencentcloudapi.com/"
REGION = "ap-guangzhou"  # one of those that the service has; messages go all over the mainland


def request(account: Account, *, phone: str, code: str, at: datetime, nonce: str) -> Request:
    """Return the request that sends a code. `nonce`: none is needed here."""
    asked = {
        "PhoneNumberSet": [f"+86{phone}"],
        "SmsSdkAppId": account.app,
        "SignName": account.sign,
        "TemplateId": account.template,
        "TemplateParamSet": [code],
    }
    body = json.dumps(asked).encode()
    signed = {
        "content-type": "application/json; charset=utf-8",
        "host": urlsplit(account.url).netloc,
    }
    more = {
        "X-TC-Action": "SendSms",
        "X-TC-Version": "2021-01-11",
        "X-TC-Region": REGION,
        "X-TC-Timestamp": str(int(at.timestamp())),
        "Authorization": authorization(account, "sms", signed, body=body, at=at),
    }
    return Request(url=account.url, headers=signed | more, body=body)


def authorization(
    account: Account, service: str, headers: Mapping[str, str], *, body: bytes, at: datetime
) -> str:
    """Return the header that signs a request to a service."""
    digest, names = canonical("", headers, body)
    day = f"{at.astimezone(UTC):%Y-%m-%d}"
    scope = f"{day}/{service}/tc3_request"
    key = mac(mac(mac(f"TC3{account.key_secret}".encode(), day), service), "tc3_request")
    signature = mac(key, f"TC3-HMAC-SHA256\n{int(at.timestamp())}\n{scope}\n{digest}").hex()
    credential = f"{account.key_id}/{scope}"
    return f"TC3-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={signature}"


def check(answer: Any) -> None:
    """Raises NotSent, KeyError where it is no answer of theirs."""
    said = answer["Response"]
    if "Error" in said:
        raise NotSent(said["Error"]["Code"])
    for status in said["SendStatusSet"]:
        if status["Code"] != "Ok":
            raise NotSent(status["Code"])
