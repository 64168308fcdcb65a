"""Signing in through an identity provider; a small one of ours answers, strict about what it is asked."""

import hashlib
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from pytest_django import Settings

from enterprises.models import Session, User
from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db

BEGIN, CALLBACK, CONNECTIONS = (
    "/accounts/oidc/oidc/login/",
    "/accounts/oidc/oidc/callback/",
    "/accounts/oidc/",
)
KEY = ec.generate_private_key(ec.SECP256R1())


class Provider:
    """What it says of whoever signs in there, and what it was asked to prove at the end."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.says: dict[str, Any] = {"sub": "7", "email": "li@example.com", "email_verified": True}
        self.challenge = ""

    def answer(self, path: str, form: dict[str, list[str]]) -> Any:
        if path == "/.well-known/openid-configuration":
            names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            found = {f"{name}_endpoint": f"{self.address}/{at}" for name, at in names.items()}
            return {"issuer": self.address, "jwks_uri": f"{self.address}/keys", **found}
        if path == "/userinfo":
            return self.says
        verifier = form["code_verifier"][0].encode()
        challenge = urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        client = (form["client_id"], form["client_secret"])
        if (client, form["code"], challenge) != ((["shujie"], ["secret"]), ["granted"], self.challenge):
            return {"error": "invalid_grant"}
        now = int(time.time())
        claims = {**self.says, "iss": self.address, "aud": "shujie", "iat": now, "exp": now + 60}
        token = jwt.encode(claims, KEY, algorithm="ES256")
        return {"access_token": "once", "token_type": "Bearer", "id_token": token}

    def sign_in(self, client: Client, begin: str = BEGIN) -> Any:
        """Go there and come back as whoever `says` names."""
        gone = client.post(begin)
        assert gone["Location"].startswith(f"{self.address}/authorize?")
        asked = parse_qs(urlsplit(gone["Location"]).query)
        assert (asked["client_id"], asked["code_challenge_method"]) == (["shujie"], ["S256"])
        assert asked["redirect_uri"] == [f"http://testserver{CALLBACK}"]
        self.challenge = asked["code_challenge"][0]
        return client.get(CALLBACK, {"code": "granted", "state": asked["state"][0]})


@pytest.fixture
def provider(settings: Settings) -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0)).decode()
            answer = there.answer(urlsplit(self.path).path, parse_qs(body))
            self.send_response(400 if "error" in answer else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        do_POST = do_GET  # noqa: N815  # the name that http.server asks for

        def log_message(self, *_given: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    there = Provider(f"http://127.0.0.1:{server.server_port}")
    settings.OIDC = {"issuer": there.address, "name": "省统一认证"}
    app = {"provider_id": "oidc", "name": "省统一认证", "client_id": "shujie", "secret": "secret"}
    app["settings"] = {"server_url": there.address}  # type: ignore[assignment]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield there
    server.shutdown()
    server.server_close()


@pytest.fixture
def person() -> User:
    return make_user(email="li@example.com")


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_who_has_connected_it_signs_in_by_it(provider: Provider, person: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(person)
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert "连接后可以用它登录这个账号" in client.get(CONNECTIONS).content.decode()
    asked = provider.sign_in(client, f"{BEGIN}?process=connect")["Location"]
    assert (asked, SocialAccount.objects.count()) == ("/accounts/reauthenticate/", 0)  # the password again
    assert client.post(asked, {"password": PASSWORD})["Location"] == CONNECTIONS
    assert "取消连接" in client.get(CONNECTIONS).content.decode()
    assert Session.objects.filter(user=person).count() == 1  # as with every new way to sign in

    other = Client()
    assert "用省统一认证登录" in other.get("/accounts/login/").content.decode()
    provider.says |= {"email": "elsewhere@example.com"}  # the identity counts, not its address
    provider.sign_in(other)
    assert is_signed_in(other)

    client.post(CONNECTIONS, {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()
    third = Client()
    provider.sign_in(third)
    assert not is_signed_in(third)


@pytest.mark.parametrize(
    ("proved_here", "proved_there", "signs_in"),
    [(True, True, True), (False, True, False), (True, False, False)],
)
def test_an_address_counts_where_both_sides_have_proved_it(
    proved_here: bool, proved_there: bool, signs_in: bool, provider: Provider, person: User
) -> None:
    EmailAddress.objects.create(user=person, email=person.email, verified=proved_here, primary=True)
    provider.says |= {"email_verified": proved_there}
    client = Client()
    answer = provider.sign_in(client)
    assert is_signed_in(client) is signs_in
    assert ("还没有连接" in answer.content.decode()) is not signs_in
    person.refresh_from_db()
    assert (User.objects.count(), person.check_password(PASSWORD)) == (1, True)


def test_what_the_provider_did_not_say_signs_nobody_in(provider: Provider, person: User) -> None:
    client = Client()
    for query in ({"code": "granted", "state": "guessed"}, {"error": "server_error", "state": "guessed"}):
        assert "没有登录" in client.get(CALLBACK, query).content.decode()
    assert client.get(BEGIN).status_code == 405
    assert not is_signed_in(client)


def test_without_a_provider_there_are_no_such_pages(person: User) -> None:
    client = Client()
    client.force_login(person)
    asked = [client.post(BEGIN), client.get(CALLBACK), client.get(CONNECTIONS)]
    assert [answer.status_code for answer in asked] == [404, 404, 404]
