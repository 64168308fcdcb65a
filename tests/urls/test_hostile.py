"""What no page of ours sends gets a clear answer, never a fault, and is never written."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from django.conf import settings as site
from django.urls import reverse
from pytest_django import Settings

from tests.urls.asking import Written, address, check_headers, undone
from tests.urls.table import ROWS, Row, objects_of
from tests.urls.world import World

pytestmark = pytest.mark.django_db

TOO_MANY = site.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1
MARK = "hostile"  # what is written with it has been believed
TEXTS = {
    "long": MARK * 20_000,
    "nul": f"{MARK}\x00",
    "markup": "<script>typed</script>",  # a name like any other, and escaped when shown
}
# No text, but numbers, codes and identifiers of other kinds.
OTHERS: dict[str, Any] = {
    "huge number": "9" * 5000,
    "exponent": "1e999999999",
    "not a number": "NaN",
    "negative": "-1",
    "other digits": "१२३",
    "list": "[1]",
    "several": ["A", "A", "B", "\x00"],
    "uuid": "00000000-0000-0000-0000-000000000000",
}
CLEAR = {200, 302, 400, 403, 404, 405, 409, 413, 415, 422, 429}
FORM = "application/x-www-form-urlencoded"

# Encodings that Python knows: they yield lone surrogates, or are none for text.
ENCODED = [
    ("utf-7", "+2AA-"),
    ("unicode_escape", "\\ud800"),
    ("hex", "00"),
    ("idna", "xn--a"),
    ("nowhere", "x"),
]
DISPOSITIONS = (
    "form-data; name*=hex''{name}",
    "form-data; name*=utf-7''+2AA-",
    "form-data; name*=x",
    "form-data",
)

# One row of each address: that of another button reads the same fields.
POSTS = list({row.name: row for row in reversed(ROWS) if row.method == "POST" and row.data}.values())[::-1]
posts = pytest.mark.parametrize("row", POSTS, ids=str)


@pytest.fixture(autouse=True)
def no_fault(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A fault is logged even where something turned it into an answer; refusals are logged as such."""
    yield
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    assert [record for record in errors if not record.name.startswith("django.security.")] == []


def post(world: World, row: Row, data: Mapping[str, Any], **options: Any) -> tuple[Any, Written]:
    with undone() as written:
        client = world.client("owner", raise_request_exception=False)
        response = client.post(address(row.name, objects_of(row, world)), data, **options)
    return response, written


def each_meets_each(row: Row, kinds: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what the row posts with something odd in every field, until each field has had each kind."""
    values = list(kinds.values())
    for turn, kind in enumerate(kinds):
        odd = {name: values[(turn + place) % len(values)] for place, name in enumerate(row.data)}
        yield f"from {kind}", {**row.data, **odd}


def one_at_a_time(row: Row, kinds: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what the row posts with something odd in one field, which no refusal of another hides."""
    first, all_kinds = POSTS.index(row), list(kinds.items())
    for place, name in enumerate(row.data):
        kind, value = all_kinds[(first + place) % len(kinds)]
        yield f"{name}: {kind}", {**row.data, name: value}


@posts
def test_hostile_texts_are_never_believed(row: Row, world: World) -> None:
    for told, data in [*each_meets_each(row, TEXTS), *one_at_a_time(row, TEXTS)]:
        response, written = post(world, row, data)
        assert response.status_code in CLEAR, told
        assert TEXTS["markup"] not in response.content.decode()
        assert not any(MARK in statement for statement in written.statements), told


@posts
def test_wrong_types_and_numbers_are_no_fault(row: Row, world: World) -> None:
    names = {"\x00": "1", "__proto__": "1", "F05-": "", "-": "x"}
    for told, data in [("names", names), *each_meets_each(row, OTHERS | {"missing": []})]:
        response, _written = post(world, row, data)
        assert response.status_code in CLEAR, told
        check_headers(response)


# Each reads its body in a way of its own: answers, a plain form, files, a file that is confirmed.
READING = ("assessment:section", "enterprises:profile", "plans:upload", "assessment:workbook_upload")


@posts
def test_bodies_that_are_no_form_are_no_fault(row: Row, world: World) -> None:
    """Broken bytes, lone surrogates, other content types and encodings: at some addresses a few of each."""
    url = address(row.name, objects_of(row, world))
    names = "&".join(f"{name}=%ED%A0%80%FF" for name in row.data)
    bodies = [
        (FORM, names),
        (FORM, "&".join(row.data)),
        (FORM, "%=%&==&;;" * 50),
        (f"{FORM}; charset=utf-16", names),
        ("application/json", '{"a": [' * 10_000),
        ("text/plain", "\x00"),
        ("", "x"),
        ("multipart/form-data", "x"),
        ("multipart/form-data; boundary=", "x"),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data"),
        *(
            (f"multipart/form-data; boundary=x; charset={name}", multipart(row.data, x))
            for name, x in ENCODED
        ),
        *(("multipart/form-data; boundary=x", multipart(row.data, "x", odd)) for odd in DISPOSITIONS),
    ]
    if row.name not in READING:
        bodies = [*bodies[:2], bodies[2 + POSTS.index(row) % len(bodies[2:])]]
    for content_type, body in bodies:
        with undone() as written:
            client = world.client("owner", raise_request_exception=False)
            response = client.generic("POST", url, body, content_type=content_type)
        assert response.status_code in CLEAR, content_type
        assert not any("\ud800" in statement for statement in written.statements), content_type


def multipart(names: Iterable[object], value: str, disposition: str = 'form-data; name="{name}"') -> str:
    heads = [f"--x\r\nContent-Disposition: {disposition.format(name=name)}\r\n\r\n" for name in names]
    parts = [f"{head}{value}\r\n" for head in heads]
    return "".join(parts) + "--x--\r\n"


# --- Addresses, queries and headers -----------------------------------------------------------

BROKEN_PATHS = (
    "/e/not-a-uuid/",
    "/e/00000000-0000-0000-0000-00000000000g/",
    "/e/{FIRM}/",  # in capitals
    "/e/{firm}",
    "/e/{firm}//",
    "/e/{firm}/../../admin/",
    "/e/%00/",
    "/a/%ED%A0%80/",
    "/a/%FF/",
    "/s/{firm}/",
    "/s/" + "9" * 8000 + "/",
    "/a/{assessment}/section/%00/",
    "/a/{assessment}/section/" + "x" * 8000 + "/",
    "/a/{assessment}/answer/%F0%9F%92%A5/",
    "/static/%00",
    "/static/../config/settings.py",
    "/static/%2e%2e/%2e%2e/etc/passwd",
    "/%0d%0aSet-Cookie:x=1/",
)
BROKEN_NUMBERS = "&employees=1e999&revenue=NaN&assets=-1&province[]=1&province=1&=&=&&&;;%%%"
NINES = "9" * 8000
QUERIES = (
    "a=%00&province=%00&division=%00&city=%00&uscc=%00&next=%00&back=%00&language=%00" + BROKEN_NUMBERS,
    "province=%ED%A0%80&division=%FF&division_query=%ED%A0%80&next=%ED%A0%80&uscc=" + NINES,
)
TOO_LONG = f"province={NINES}&division={NINES}&uscc={NINES}"
HEADERS: tuple[dict[str, str], ...] = (
    {"Accept-Language": "zh" * 10_000},
    {"Accept-Language": "*;q=x, \x00"},
    {"Cookie": "sessionid=\x00; csrftoken=\x00; messages=x; django_language=\x00; =; ;;"},
    {"Cookie": "sessionid=" + "x" * 10_000},
    {"HX-Request": "true", "HX-Current-URL": "http://[", "HX-Target": "\x00"},
    {"X-Forwarded-For": "\x00, no address"},
    {"Content-Type": "multipart/form-data; boundary=\x00"},
    {"Referer": "http://["},
    {"Range": "bytes=9-1"},
    {"If-Modified-Since": "\x00"},
)
TOGETHER = {name: value for header in HEADERS for name, value in header.items() if name != "Cookie"}
# What no view reads is read the same way everywhere: before it, or where files are sent.
EACH_ALONE = ("enterprises:home", "assessment:section", "plans:planner", "reports:download")

gets = pytest.mark.parametrize("row", [row for row in ROWS if row.method == "GET"], ids=str)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("path", BROKEN_PATHS, ids=lambda path: path[:40])
def test_addresses_that_are_none_are_not_found(path: str, method: str, world: World) -> None:
    firm, assessment = str(world.filling["enterprise"]), world.filling["assessment"]
    path = path.format(firm=firm, FIRM=firm.upper(), assessment=assessment)
    with undone() as written:
        response = world.client("owner", raise_request_exception=False).generic(method, path)
    assert response.status_code in (400, 404, 405) or response.headers["Location"] == f"{path}/"
    assert written.rows == {}


@pytest.mark.parametrize("key", ["zzzzzzzzzzzzzz-0", "1-%00", "0-" + "9" * 8000, "1-set-password"])
def test_a_broken_reset_link_says_so(key: str, world: World) -> None:
    with undone():
        client = world.client("anonymous", raise_request_exception=False)
        response = client.get(f"/accounts/password/reset/key/{key}/")
    assert response.status_code == 200
    assert "链接已失效" in response.content.decode()


@gets
def test_odd_queries_and_headers_are_no_fault(row: Row, world: World) -> None:
    url = address(row.name, objects_of(row, world))
    asked: list[tuple[str, dict[str, str]]] = [*((query, {}) for query in QUERIES), ("", TOGETHER)]
    if row.name in EACH_ALONE:
        asked += [(TOO_LONG, {}), *(("", headers) for headers in HEADERS)]
    for query, headers in asked:
        with undone() as written:
            client = world.client("owner", raise_request_exception=False)
            response = client.get(f"{url}?{query}", headers=headers)
        assert (response.status_code in CLEAR, written.rows) == (True, {}), query or headers


def test_more_than_a_form_of_ours_holds_is_refused(world: World) -> None:
    url = address("assessment:section", world.filling)
    sent = (
        (413, "application/octet-stream", "x" * (2**20 + 1)),
        (400, FORM, "&".join(f"a{number}=1" for number in range(TOO_MANY))),
        (400, "multipart/form-data; boundary=x", multipart(range(TOO_MANY), "1")),
        (
            400,
            "multipart/form-data; boundary=x",
            multipart(range(101), "1", 'form-data; name="a"; filename="{name}"'),
        ),
    )
    for status, content_type, body in sent:
        with undone() as written:
            client = world.client("owner", raise_request_exception=False)
            response = client.generic("POST", url, body, content_type=content_type)
        assert (response.status_code, written.rows) == (status, {}), content_type
        assert 'lang="zh' in response.content.decode()


def test_more_of_a_query_than_a_page_of_ours_asks_is_refused(world: World) -> None:
    query = "&".join(f"a{number}=1" for number in range(TOO_MANY))
    response = world.client("owner", raise_request_exception=False).get(
        f"{reverse('enterprises:divisions')}?{query}"
    )
    assert response.status_code == 400


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "\x00", "a b"])
def test_an_unknown_host_is_refused(host: str, world: World) -> None:
    response = world.client("anonymous", raise_request_exception=False).get("/", headers={"Host": host})
    assert response.status_code == 400
    assert "这个请求无法识别" in response.content.decode()


# --- Signing in, with throttling on -----------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "data", "headers"),
    [
        ("?a=%00", {}, {}),
        ("", {"odd": "\x00"}, {}),
        ("", {"login": "staff@example.com\x00"}, {}),
        ("", {"login": "x" * 254}, {}),
        ("?" + "a" * 8000, {"odd": "x" * 100_000}, {"User-Agent": "x" * 8000, "Accept": "x" * 8000}),
        ("", {}, {"X-Forwarded-For": "no address"}),
        ("", {}, {"X-Forwarded-For": ""}),
        ("", {}, {"X-Forwarded-For": "::ffff:1.2.3.4%eth0, [::1]:80"}),
    ],
    ids=["query", "field", "name", "long name", "long", "no address", "empty address", "odd address"],
)
def test_an_odd_sign_in_is_counted_and_no_fault(
    query: str,
    data: dict[str, str],
    headers: dict[str, str],
    world: World,
    settings: Settings,
) -> None:
    settings.PROXIES = 1
    person = {"login": "staff@example.com", "password": "wrong-horse-7"}
    with undone():
        client = world.client("anonymous", raise_request_exception=False)
        response = client.post(f"{reverse('account_login')}{query}", {**person, **data}, headers=headers)
    assert response.status_code in (200, 400, 403)


@pytest.mark.parametrize("seen", ["", "unix:", "1.2.3.4:5678", "fe80::1%eth0"])
def test_an_odd_address_of_the_browser_stops_no_submission(seen: str, world: World) -> None:
    row = next(row for row in ROWS if str(row) == "POST assessment:submit")
    response, written = post(world, row, row.data, REMOTE_ADDR=seen)
    assert (response.status_code, written.rows["assessment_snapshot"]) == (302, 1)
