"""A passkey made by software: it signs in alone, after the password, and again; nobody else's does."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2 import cbor

from enterprises.models import User
from tests.enterprises.test_second_factor import is_signed_in, sign_in
from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db
PRESENT_AND_VERIFIED, WITH_KEY = 0x05, 0x40
NONE = b"\0" * 16  # the kind of device: not said


def text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


class Device:
    """What a phone or a laptop does."""

    def __init__(self, user: User) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.handle = text(user_pk_to_url_str(user).encode())

    def _said(self, kind: str, challenge: str) -> bytes:
        said = {"type": f"webauthn.{kind}", "challenge": challenge, "origin": "http://testserver"}
        return json.dumps(said).encode()

    def _data(self, flags: int) -> bytes:
        return sha256(b"testserver").digest() + bytes([flags]) + b"\0\0\0\1"

    def register(self, challenge: str) -> str:
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        data = self._data(PRESENT_AND_VERIFIED | WITH_KEY) + NONE + b"\0\1K" + cbor.encode(cose)
        whole = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(clientDataJSON=self._said("create", challenge), attestationObject=whole)

    def use(self, challenge: str) -> str:
        said, data = self._said("get", challenge), self._data(PRESENT_AND_VERIFIED)
        signature = self.key.sign(data + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=said, authenticatorData=data, signature=signature)

    def _answer(self, **parts: bytes) -> str:
        response = {name: text(part) for name, part in parts.items()} | {"userHandle": self.handle}
        extensions = {"credProps": {"rk": True}}
        whole = {"id": text(b"K"), "rawId": text(b"K"), "type": "public-key", "response": response}
        return json.dumps(whole | {"clientExtensionResults": extensions})


@pytest.fixture
def person() -> User:
    return make_user(email="li@example.com")


@pytest.fixture
def device(person: User) -> Device:
    """Return a device whose passkey has been added."""
    client, made = sign_in(person), Device(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    options = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]
    sent = {"name": "手机", "passwordless": "on", "credential": made.register(challenge(options))}
    response = client.post(reverse("mfa_add_webauthn"), sent)
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    return made


def challenge(options: dict[str, Any]) -> str:
    found: str = json.loads(json.dumps(options))["publicKey"]["challenge"]
    return found


def asked(client: Client) -> str:
    response = client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
    return challenge(response.json()["request_options"])


def test_it_signs_in_alone(device: Device) -> None:
    client = Client()
    client.post(reverse("mfa_login_webauthn"), {"credential": device.use(asked(client))})
    assert is_signed_in(client)


def test_it_signs_in_after_the_password(device: Device, person: User) -> None:
    client = sign_in(person)
    assert not is_signed_in(client)
    options = client.get(reverse("mfa_authenticate")).context["js_data"]["request_options"]
    client.post(reverse("mfa_authenticate"), {"credential": device.use(challenge(options))})
    assert is_signed_in(client)


def test_it_is_shown_again_before_it_is_taken_away(device: Device, person: User) -> None:
    client = Client()
    client.force_login(person)  # as from before
    remove = reverse("mfa_remove_webauthn", args=[Authenticator.objects.get(type="webauthn").pk])
    asks = client.get(client.get(remove)["Location"]).content.decode()
    assert reverse("mfa_reauthenticate_webauthn") in asks
    there = f"{reverse('mfa_reauthenticate_webauthn')}?next={remove}"
    options = client.get(there).context["js_data"]["request_options"]
    assert client.post(there, {"credential": device.use(challenge(options))})["Location"] == remove
    assert client.post(remove)["Location"] == reverse("mfa_index")
    assert not Authenticator.objects.exists()


def test_nobody_signs_in_as_somebody_else(device: Device, person: User) -> None:
    """Neither by another's name, nor by a key that was not added, nor by what was shown before."""
    other = make_user(email="other@example.com")
    client = Client()
    device.handle = text(user_pk_to_url_str(other).encode())
    client.post(reverse("mfa_login_webauthn"), {"credential": device.use(asked(client))})
    stranger = Device(person)
    client.post(reverse("mfa_login_webauthn"), {"credential": stranger.use(asked(client))})
    device.handle = stranger.handle
    shown = device.use(asked(client))
    asked(client)
    client.post(reverse("mfa_login_webauthn"), {"credential": shown})
    assert not is_signed_in(client)
