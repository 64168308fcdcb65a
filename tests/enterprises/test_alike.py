"""Nobody learns who has an account: each place that takes an address or number answers alike for all of them.

Where codes can be sent, by mail and SMS. What is compared: statuses, ways on, words, mails, how many
passwords are hashed, and what the database is asked and told.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import unified_diff
from importlib import import_module
from pkgutil import walk_packages
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.db import connection, transaction
from django.forms import EmailField
from django.forms.forms import DeclarativeFieldsMetaclass
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from api.views.door import api
from config.settings import SMS
from enterprises.forms.accounts import AccountForm, LoginForm, ResetPasswordForm, SignupForm
from enterprises.forms.codes import MobileForm
from enterprises.forms.fields import IdentityField, MobileField
from enterprises.forms.members import InvitePersonForm
from enterprises.models import Enterprise, User
from tests.people import PASSWORD, make_user

KNOWN, GONE, UNKNOWN = (
    ("known@example.com", "13800138001"),
    ("gone@example.com", "13800138002"),
    (
        "other@example.com",
        "13800138003",
    ),
)
CONFIRM = "/accounts/login/code/confirm/"
NEW = {"password1": PASSWORD, "password2": PASSWORD}
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# Tokens of forms, and the keys of an invitation.
ANEW = re.compile(rf"""[A-Za-z0-9]{{64}}|name="once" value="[^"]+"|/join/[^"\s<]+|{UUID}""")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A form, what is filled in beside an address or number, and what is sent afterwards."""

    form: Any
    url: str
    field: str
    numbers: bool = True
    addresses: bool = True
    given: Mapping[str, str]
    then: tuple[Mapping[str, str], ...] = ()  # to where it led
    signed_in: bool = False
    # What allauth asks of somebody who is there alone: too fast to be noticed beside a mail that is sent.
    differs: frozenset[str] = frozenset()


CODES = ({"code": "000000"}, {"again": "1"}, {"code": "x"})
PLACES = (
    Place(
        form=SignupForm,
        url="account_signup",
        field="login",
        given={**NEW, "name": "李工", "consent": "on"},
        then=CODES,
    ),
    Place(form=LoginForm, url="account_login", field="login", given={"password": "wrong-horse-7"}),
    Place(
        form=ResetPasswordForm,
        url="account_reset_password",
        field="email",
        numbers=False,
        given={},
        differs=frozenset({"SELECT account_emailaddress", "INSERT INTO account_emailaddress"}),
    ),
    Place(
        form=MobileForm,
        url="account_request_login_code",
        field="phone",
        addresses=False,
        given={},
        then=CODES,
    ),
    Place(
        form=AccountForm,
        url="enterprises:account",
        field="email",
        numbers=False,
        given={"phone": "13900139000", "password": PASSWORD},
        then=CODES,
        signed_in=True,
    ),
    Place(
        form=AccountForm,
        url="enterprises:account",
        field="phone",
        addresses=False,
        given={"email": "alice@example.com", "password": PASSWORD},
        then=CODES,
        signed_in=True,
    ),
    Place(
        form=InvitePersonForm,
        url="enterprises:add_member",
        field="login",
        given={"role": "viewer"},
        signed_in=True,
    ),
)
CASES = [
    pytest.param(place, which, id=f"{place.url}-{('address', 'number')[which]}")
    for place in PLACES
    for which in (0, 1)
    if (place.addresses, place.numbers)[which]
]
# Forms that take an address of no account.
OTHERS = {"DomainForm": "a code mailed to a firm's own domain: docs/security.md, V6"}


@pytest.fixture(autouse=True)
def _codes_can_be_sent(settings: Settings, db: None) -> None:
    settings.MAIL_CONFIGURED = True
    settings.SMS = SMS | {"provider": "terminal"}
    make_user(email=KNOWN[0], phone=KNOWN[1], name="李波")
    User.objects.filter(pk=make_user(email=GONE[0], phone=GONE[1]).pk).update(is_active=False)


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with every password that is hashed."""
    made: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(hasher: Any, password: str, salt: str) -> str:
        made.append("hashed")
        return str(encode(hasher, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return made


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What can be noticed of a try: by the words, by the clock, in the mailbox."""

    answers: list[tuple[int, str]]
    words: list[str]
    mails: int
    hashed: int
    queries: Counter[str]


Try = Callable[[Place, str], Seen]


@pytest.fixture
def attempt(firm: Enterprise, alice: User, hashed: list[str], django_capture_on_commit_callbacks: Any) -> Try:
    """Return what tries a place with an address or number, leaving nothing behind."""

    def tried(place: Place, identity: str) -> Seen:
        client, mails = Client(), len(mail.outbox)
        if place.signed_in:
            client.force_login(alice)
        kwargs = {"enterprise": firm.public_id} if place.form is InvitePersonForm else {}
        url = reverse(place.url, kwargs=kwargs)
        hashed.clear()
        with (
            undone(),
            django_capture_on_commit_callbacks(execute=True),
            CaptureQueriesContext(connection) as queries,
        ):
            answers = [client.post(url, {**place.given, place.field: identity})]
            way_on = answers[0].headers.get("Location", "")
            answers += [client.get(way_on)] if way_on else []
            for data in place.then:
                answers += [client.post(way_on, data), client.get(way_on)]
        return Seen(
            answers=[(answer.status_code, answer.headers.get("Location", "")) for answer in answers],
            words=[line for answer in answers for line in words_of(answer, identity)],
            mails=len(mail.outbox) - mails,
            hashed=len(hashed),
            queries=Counter(kind for query in queries if (kind := kind_of(query["sql"]))),
        )

    return tried


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def words_of(answer: Any, identity: str) -> list[str]:
    text = ANEW.sub("", unquote(answer.content.decode()))
    for name in (identity, f"{identity[:3]}****{identity[-4:]}"):
        text = text.replace(name, "IDENTITY")
    return text.splitlines()


def kind_of(sql: str) -> str:
    """Return what a statement does to which table."""
    found = re.match(r'(SELECT|INSERT INTO|UPDATE|DELETE)\b.*?"([a-z_]+)"', sql.replace('"."', "."))
    if not found:
        return ""
    table = re.search(r'(?:FROM|INTO|UPDATE) "([a-z_]+)"', sql)
    return f"{found[1]} {table[1] if table else found[2]}"


@pytest.mark.parametrize(("place", "which"), CASES)
def test_known_and_unknown_are_answered_alike(place: Place, which: int, attempt: Try) -> None:
    unknown = attempt(place, UNKNOWN[which])
    for person in (KNOWN, GONE):
        known = attempt(place, person[which])
        different = list(unified_diff(unknown.words, known.words, lineterm="", n=0))
        assert not different, "\n".join(different)
        told = (known.queries - unknown.queries) + (unknown.queries - known.queries)
        assert told.keys() <= place.differs, (person, told)
        assert replace(known, words=[], queries=told) == replace(unknown, words=[], queries=told)


def test_every_form_that_takes_an_address_is_compared() -> None:
    found = {form.__name__ for form in forms() if takes_identity(form)}
    compared = {place.form.__name__ for place in PLACES}
    assert found - compared == OTHERS.keys()


def forms() -> Iterator[Any]:
    for app in ("enterprises", "assessment", "plans", "reports", "api"):
        package = import_module(f"{app}.forms")
        modules = [package] + [
            import_module(one.name)
            for one in walk_packages(getattr(package, "__path__", []), f"{app}.forms.")
        ]
        for module in modules:
            yield from (
                one
                for one in vars(module).values()
                if isinstance(one, DeclarativeFieldsMetaclass) and one.__module__ == module.__name__
            )


def takes_identity(form: Any) -> bool:
    return any(
        isinstance(field, EmailField | MobileField | IdentityField) for field in form.base_fields.values()
    )


def test_the_interface_takes_no_address_of_a_person() -> None:
    shapes = api.get_openapi_schema()["components"]["schemas"]
    names = {name for shape in shapes.values() for name in shape.get("properties", {})}
    assert not names & {"email", "phone", "login", "mobile", "member"}
