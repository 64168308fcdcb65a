"""Short messages with a code. Nobody waits for the provider: the wait would tell who has an account."""

import json
import logging
import secrets
import sys
import urllib.request
from datetime import datetime
from threading import Thread
from urllib.error import HTTPError

from django.conf import settings

from enterprises.domain.texting import aliyun, tencent
from enterprises.domain.texting.requests import Account, NotSent, Request

log = logging.getLogger(__name__)

PROVIDERS = {"aliyun": aliyun, "tencent": tencent}
TERMINAL = "terminal"  # embedded: shown where the program runs, as mail is
SECONDS = 5


def is_on() -> bool:
    """Say whether this installation can send short messages."""
    return bool(settings.SMS["provider"] != "off")


def send_code(*, phone: str, code: str, at: datetime) -> None:
    """Send a code to a mobile number; what goes wrong is logged, without number and code."""
    named: dict[str, str] = settings.SMS
    if named["provider"] == TERMINAL:
        sys.stderr.write(f"SMS {phone}: {code}\n")
        return
    provider = PROVIDERS[named["provider"]]
    account = Account(
        url=named["url"] or provider.URL,
        key_id=named["key_id"],
        key_secret=named["key_secret"],
        sign=named["sign"],
        template=named["template"],
        app=named["app"],
    )
    request = provider.request(account, phone=phone, code=code, at=at, nonce=secrets.token_hex(16))
    Thread(target=_send, args=(named["provider"], request), daemon=True).start()


def _send(provider: str, request: Request) -> None:
    try:
        PROVIDERS[provider].check(json.loads(_ask(request)))
    except NotSent as refused:
        log.error("the SMS provider refuses: %s", refused)  # its reason says all
    except (OSError, ValueError, LookupError, TypeError):
        log.exception("a short message could not be sent")


def _ask(request: Request) -> bytes:
    asked = urllib.request.Request(  # noqa: S310  # the operator names the address
        request.url, data=request.body, headers=dict(request.headers), method="POST"
    )
    try:
        with urllib.request.urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310
            content: bytes = answer.read()
    except HTTPError as error:  # refusals come with a status of their own
        content = error.read()
    return content
