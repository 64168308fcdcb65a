"""The database is away, hangs, comes back: words instead of faults, soon, and nothing afterwards."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from enterprises.domain.sign_in import SAME_PERSON
from tests.chaos.browser import Answered, ask
from tests.chaos.people import Filling
from tests.chaos.processes import wait_for
from tests.chaos.site import PRODUCTION, Site, site
from tests.people import PASSWORD

pytestmark = pytest.mark.slow

SHORT = {"SHUJIE_DB_POOL_SECONDS": "1", "SHUJIE_DB_CONNECT_SECONDS": "2", "SHUJIE_DB_STATEMENT_SECONDS": "2"}
LONGEST = 6  # seconds: a check, the pool, a statement, and a busy machine
PUBLIC = ("/", "/accounts/login/", "/accounts/signup/", "/privacy/", "/static/css/app.css", "/healthz")


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Site, Filling]]:
    with site(PRODUCTION, **SHORT) as at:
        firm = at.firms(1)[0]
        at.start_web()
        yield at, firm


@pytest.fixture
def at(running: tuple[Site, Filling]) -> Iterator[Site]:
    """The site as it should be, with several connections in its pool; and so again afterwards."""
    at, firm = running
    wait_until_back(at, firm)
    several(at, firm)
    yield at
    at.servers["database"].resume()
    if at.servers["database"].process.poll() is not None:
        at.servers["database"].restart()


@pytest.fixture
def firm(running: tuple[Site, Filling]) -> Filling:
    return running[1]


def several(at: Site, firm: Filling) -> list[Answered]:
    """Open the list of tasks in eight tabs at once."""
    with ThreadPoolExecutor(8) as tabs:
        return list(tabs.map(lambda _tab: tasks(at, firm), range(8)))


def wait_until_back(at: Site, firm: Filling) -> None:
    wait_for(lambda: tasks(at, firm).status == 200, "the database does not come back")


def tasks(at: Site, firm: Filling) -> Answered:
    return ask(at.port, f"/a/{firm.assessment}/", session=firm.session)


def save(at: Site, firm: Filling, value: str, version: int) -> Answered:
    form = {"F01": value, "F01-version": str(version)}
    address = f"/a/{firm.assessment}/answer/F01/"
    return ask(at.port, address, form, session=firm.session, headers={"HX-Request": "true"})


def sign_in(at: Site, firm: Filling, password: str) -> int:
    return ask(at.port, "/accounts/login/", {"login": firm.email, "password": password}).status


def take_away(at: Site, how: str) -> None:
    if how == "hung":
        at.servers["database"].hang()
    else:
        at.servers["database"].kill()


@pytest.mark.parametrize("how", ["away", "hung"])
def test_without_a_database_everybody_is_told_soon_and_public_pages_stay(
    at: Site, firm: Filling, how: str
) -> None:
    take_away(at, how)
    told = several(at, firm)
    assert {page.status for page in told} == {503}
    assert tasks(at, firm).seconds < LONGEST  # without those who wait before it
    assert "暂时无法读写数据" in told[0].text
    assert told[0].headers["retry-after"] == "20"
    english = ask(at.port, f"/a/{firm.assessment}/", session=firm.session, headers={"Accept-Language": "en"})
    assert "Data cannot be read or written at the moment" in english.text
    pages = [ask(at.port, path) for path in PUBLIC]
    assert [page.status for page in pages] == [200] * len(PUBLIC)
    assert max(page.seconds for page in pages) < LONGEST
    # Also to those who carry a session that cannot be looked up.
    assert [ask(at.port, path, session=firm.session).status for path in ("/", "/privacy/")] == [200, 200]


def test_an_answer_that_could_not_be_saved_gets_a_part_of_a_page(at: Site, firm: Filling) -> None:
    take_away(at, "away")
    answered = save(at, firm, "B", 0)
    assert (answered.status, answered.headers["retry-after"]) == (503, "20")
    assert "这次没有保存" in answered.text
    assert "<html" not in answered.text
    wants_json = {"Accept": "application/json"}
    as_json = ask(at.port, f"/a/{firm.assessment}/", session=firm.session, headers=wants_json)
    assert (as_json.status, as_json.headers["content-type"]) == (503, "application/json")


@pytest.mark.parametrize("how", ["away", "hung"])
def test_once_the_database_is_back_nobody_meets_what_is_left_of_before(
    at: Site, firm: Filling, how: str
) -> None:
    take_away(at, how)
    several(at, firm)
    if how == "hung":
        at.servers["database"].resume()
    else:
        at.servers["database"].restart()
    statuses = [page.status for _round in range(3) for page in several(at, firm)]
    # It recovers by itself: who comes in the meantime is told so, nobody gets a fault.
    assert set(statuses) <= {200, 503}
    wait_until_back(at, firm)
    assert [page.status for page in several(at, firm)] == [200] * 8


def test_a_restart_between_two_requests_is_noticed_by_nobody(at: Site, firm: Filling) -> None:
    at.servers["database"].stop()
    at.servers["database"].restart()
    wait_until_back(at, firm)  # with one connection
    assert [page.status for page in several(at, firm)] == [200] * 8


def test_who_cannot_be_looked_up_has_not_given_a_wrong_password(at: Site, firm: Filling) -> None:
    take_away(at, "away")
    with ThreadPoolExecutor(8) as tabs:  # each waits a second for the pool
        tries = set(tabs.map(lambda _try: sign_in(at, firm, PASSWORD), range(SAME_PERSON.free + 5)))
    assert tries == {503}
    at.servers["database"].restart()
    wait_until_back(at, firm)
    several(at, firm)
    assert sign_in(at, firm, PASSWORD) == 302
