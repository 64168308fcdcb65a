"""Requests that nobody's page would send, over every address and form of the site: a fault is a find.

`python -m tests.urls.fuzzing REQUESTS SEED` makes a world in the database of the site and tells what it found
(see `dev.py chaos`). What a request writes is undone, so that each one finds the same world.
"""

import json
import logging
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import django

from tests.urls.reading import Field, PageForm, forms_of

if __name__ == "__main__":
    django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.db import transaction
from django.test.utils import setup_test_environment

from tests.urls.asking import address, addresses
from tests.urls.office import open_office, url_of
from tests.urls.staff_table import ACTIONS, PAGES
from tests.urls.table import ROWS, objects_of
from tests.urls.world import World, make_world

TEXTS = (
    "",
    " ",
    "0",
    "-1",
    "1",
    "99999999999999999999",
    "9" * 5000,
    "1e999",
    "NaN",
    "Infinity",
    "1,000",
    "100\t45",
    "１２３",
    "१२३",
    "½",
    "true",
    "2026-13-45",
    "0001-01-01",
    "9999-12-31",
    "null",
    "[]",
    "{}",
    '{"a": [',
    '{"question-1": "40"}',
    "[1]",
    "a\x00b",
    "\u202e\u200b",
    "👩‍👩‍👧‍👦" * 50,
    "中" * 3000,
    "x" * 70_000,
    "a\r\nb",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}{% url %}",
    "%s%(name)s%d%",
    "' OR 1=1 --",
    "../../etc/passwd",
    "http://[",
    "//evil.example",
    "00000000-0000-0000-0000-000000000000",
    "na",
    "A",
    "on",
)
FILES = (
    b"",
    b"\x00" * 100,
    b"%PDF-1.7",
    b"PK\x03\x04broken",
    b"a: [",
    b"a: &a [*a]",
    b"\xff\xfe\x00",
    b"x" * 3000,
)
NAMES = ("a.yaml", "a.xlsx", "a.pdf", "\u202e.exe", "", "中" * 300 + ".pdf", "../a.yaml")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
BODIES = (
    "",
    "\x00",
    '{"a": [' * 1000,
    "next=%ED%A0%80&F05=%FF",
    "%=%&==&;;",
    "--x\r\nContent-Disposition: form-data",
)
CONTENT_TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/json",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "",
)
HEADERS: Sequence[Mapping[str, str]] = (
    {},
    {},
    {},
    {"HX-Request": "true"},
    {"HX-Request": "true", "HX-Target": "x", "HX-Trigger-Name": "\u00ff"},
    {"X-Say-Where": "1"},
    {"Accept": "application/json"},
    {"Accept-Language": "en"},
    {"Accept-Language": "xx, *;q=9"},
    {"X-Forwarded-For": "x, y"},
    {"Range": "bytes=9-1"},
    {"If-None-Match": '"x"', "If-Modified-Since": "x"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request of one person. Data of a GET goes into the query."""

    person: str
    method: str
    url: str
    data: Mapping[str, Any] = field(default_factory=dict)
    body: tuple[str, str] | None = None  # text and content type, in place of data
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """Answers by status; each kind of fault once, with the request that shows it."""

    statuses: Counter[int]
    faults: dict[str, str]
    forms: int
    addresses: int


def fuzz(world: World, *, requests: int, seed: int) -> Found:
    """Send so many requests; every address and form is met before one is met again."""
    chance, found = random.Random(seed), Found(Counter(), {}, 0, 0)
    pages = list(_pages(world))
    forms = [(page.person, form) for page in pages for form in _forms(world, page)]
    targets: list[Request | tuple[str, PageForm]] = [*pages, *_posts(world), *forms]
    order: list[Request | tuple[str, PageForm]] = []
    for _number in range(requests):
        if not order:
            order = chance.sample(targets, len(targets))
        target = order.pop()
        request = _odd(target, chance) if isinstance(target, Request) else _filled(*target, chance)
        status, fault = send(world, request)
        found.statuses[status] += 1
        if fault:
            found.faults.setdefault(fault, _told(request))
    return Found(found.statuses, found.faults, len(forms), len({page.url for page in pages}))


def send(world: World, request: Request) -> tuple[int, str]:
    """Return the status, and what went wrong where it is a fault. What was written is undone."""
    raised = list[str]()

    def note(**_sender: object) -> None:
        raised.append(_place(sys.exc_info()[1]))

    client = world.client(request.person, raise_request_exception=False)
    options: dict[str, Any] = {"headers": dict(request.headers)}
    got_request_exception.connect(note)
    try:
        with transaction.atomic(), transaction.atomic():
            if request.body:
                text, kind = request.body
                response = client.generic(
                    request.method,
                    request.url,
                    text.encode(),
                    content_type=kind,
                    **options,
                )
            elif request.method in ("GET", "HEAD", "POST"):
                ask = getattr(client, request.method.lower())
                response = ask(request.url, request.data, **options)
            else:
                response = client.generic(request.method, request.url, **options)
            if response.streaming:
                list(response)
            transaction.set_rollback(True)
    finally:
        got_request_exception.disconnect(note)
    fault = f"{response.status_code} {' '.join(raised)}" if raised or response.status_code >= 500 else ""
    return response.status_code, fault


def _place(error: BaseException | None) -> str:
    """Return the error with the line of ours that it came from."""
    trace = error.__traceback__ if error else None
    places = []
    while trace:
        code = trace.tb_frame.f_code
        if "site-packages" not in code.co_filename:
            places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return f"{type(error).__name__}: {str(error)[:200]} at {places[-1] if places else 'no line of ours'}"


def _told(request: Request) -> str:
    data = {name: value if isinstance(value, list) else str(value) for name, value in request.data.items()}
    told = json.dumps(data)
    body = ascii(request.body)[:200] if request.body else told if len(told) < 2000 else f"{told[:2000]} …"
    return f"{request.person} {request.method} {request.url!a} {body} {dict(request.headers)}"


# --- What there is ----------------------------------------------------------------------------


def _pages(world: World) -> Iterator[Request]:
    """Give each address that somebody opens, asked for by somebody who may and by a stranger now and then."""
    for row in ROWS:
        url = address(row.name, objects_of(row, world))
        yield Request(person="owner", method="GET", url=url)
        if row.method == "GET":
            yield Request(person="anonymous", method="GET", url=url)
    for page in PAGES:
        for person in sorted(page.opens)[-1:] or ["staff"]:
            yield Request(person=person, method="GET", url=url_of(page.name))
    for name in sorted(addresses()):
        if name.startswith(("account_", "mfa_", "openid_connect_")) and not name.endswith("?"):
            url = address(name, {"uidb36": "1", "key": "abc-123", "pk": "1", "provider_id": "oidc"})
            yield Request(person="anonymous", method="GET", url=url)
            yield Request(person="owner", method="GET", url=url)


def _posts(world: World) -> Iterator[Request]:
    """Give what is posted by the table, with its data."""
    for row in ROWS:
        if row.method == "POST":
            data = {name: _plain(value) for name, value in row.data.items()}
            url = address(row.name, objects_of(row, world))
            yield Request(person="owner", method="POST", url=url, data=data)
    for action in ACTIONS:
        yield Request(person=max(action.may), method="POST", url=url_of(action.name))


def _plain(value: object) -> object:
    return (
        value
        if isinstance(value, str | list | tuple)
        else SimpleUploadedFile("合同.pdf", b"%PDF-1.7 contract")
    )


def _forms(world: World, page: Request) -> list[PageForm]:
    with transaction.atomic():
        response = world.client(page.person, raise_request_exception=False).get(page.url)
        transaction.set_rollback(True)
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    own = [form for form in forms_of(response.content.decode(), page.url) if form.fields]
    return [form for form in own if urlsplit(form.action).netloc in ("", "testserver")]


# --- What is made of it -----------------------------------------------------------------------


def _odd(page: Request, chance: random.Random) -> Request:
    """Return a request for an address with another query, method, body, or another address like it."""
    way = chance.randrange(5)
    headers = chance.choice(HEADERS)
    if way == 0:
        data = {_name(chance): _value(chance) for _ in range(chance.randrange(4))}
        return Request(person=page.person, method="GET", url=page.url, data=data, headers=headers)
    if way == 1:
        method = chance.choice(METHODS)
        return Request(person=page.person, method=method, url=page.url, data=page.data, headers=headers)
    if way == 2:
        body = (chance.choice(BODIES), chance.choice(CONTENT_TYPES))
        return Request(person=page.person, method="POST", url=page.url, body=body, headers=headers)
    if way == 3:
        parts = page.url.split("/")
        parts[chance.randrange(1, len(parts))] = chance.choice(
            ("0", "x", "中", "%00", "%ED%A0%80", "-1", "9" * 30)
        )
        return Request(person=page.person, method=page.method, url="/".join(parts), data=page.data)
    data = dict(page.data)
    _change(data, chance, sorted(data))
    return Request(person=page.person, method=page.method, url=page.url, data=data, headers=headers)


def _filled(person: str, form: PageForm, chance: random.Random) -> Request:
    """Return a form as it would be sent, but for some of its fields."""
    data: dict[str, Any] = {}
    submits = [one for one in form.fields.values() if one.kind in ("submit", "button")]
    pressed = chance.choice(submits) if submits else None
    for one in form.fields.values():
        if one.kind == "file":
            data[one.name] = _file(chance)
        elif one in submits:
            if one is pressed:
                data[one.name] = chance.choice(one.choices)
        else:
            data[one.name] = _likely(one, chance)
    _change(data, chance, list(data))
    headers = chance.choice(HEADERS)
    return Request(person=person, method=form.method, url=form.action, data=data, headers=headers)


def _likely(one: Field, chance: random.Random) -> list[str]:
    if one.choices and chance.random() < 0.4:
        return [chance.choice(one.choices)]
    if not one.values and one.kind in ("text", "number", "date", "textarea"):
        return [chance.choice(("示例", "12", "2026-03-02"))]
    return one.values


def _change(data: dict[str, Any], chance: random.Random, names: Sequence[str]) -> None:
    """Change up to four fields of some data."""
    for _number in range(chance.randrange(5)):
        name = chance.choice(names) if names and chance.random() < 0.9 else _name(chance)
        way = chance.randrange(8)
        if way == 0:
            data.pop(name, None)
        elif way == 1:
            data[name] = [_value(chance), _value(chance)]
        elif way == 2:
            data[name] = _file(chance)
        elif way == 3 and names:
            data[name] = data.get(chance.choice(names), "")
        else:
            data[name] = _value(chance)


def _name(chance: random.Random) -> str:
    return chance.choice(
        ("next", "q", "p", "o", "e", "_popup", "form-TOTAL_FORMS", "F05-version", "a\x00", "-", "a" * 300)
    )


def _value(chance: random.Random) -> str:
    return chance.choice(TEXTS)


def _file(chance: random.Random) -> SimpleUploadedFile:
    return SimpleUploadedFile(chance.choice(NAMES) or "x", chance.choice(FILES))


def main(requests: int, seed: int) -> None:
    setup_test_environment()
    logging.disable()
    with transaction.atomic():
        world = make_world()
        open_office(world)
        found = fuzz(world, requests=requests, seed=seed)
        transaction.set_rollback(True)
    sys.stdout.write(
        json.dumps(
            {
                "statuses": dict(sorted(found.statuses.items())),
                "faults": found.faults,
                "forms": found.forms,
                "addresses": found.addresses,
            },
            indent=1,
            ensure_ascii=True,
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
