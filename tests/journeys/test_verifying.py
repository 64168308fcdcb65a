"""A file is checked where it is: on the page of the site, and on the one file that needs no network."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from reports.document.readiness import trial_document
from reports.document.sealing import seal
from reports.document.statements import sign_fact
from reports.document.typesetting import typeset
from reports.domain.seal import Sealed
from reports.domain.statement import Fact
from reports.services.reports import keep_certificate
from tests.journeys import steps
from tests.journeys.conftest import Welcome
from tests.reports.seals import NOW, authority, issued, pem, private_pem, written

pytestmark = [pytest.mark.journey, pytest.mark.slow]

ALONE = Path(__file__).parents[2] / "docs" / "verify" / "index.html"
FACT = Fact(
    issuer="https://shujie.example.cn",
    number="7K3M-9QXA-BCDE-FGHX",
    firm="示例机械有限公司",
    standard="miit-sme-2024",
    revision=1,
    level_at_least=2,
    kind="self",
    verified=True,
    on=NOW.date(),
)
Choose = Callable[[str, bytes], None]


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.SIGNING = dict.fromkeys(settings.SIGNING, "")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(ALONE.as_uri())
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def choose(page: Page, tmp_path: Path) -> Choose:
    return lambda name, content: page.set_input_files("input >> nth=0", written(tmp_path, name, content))


def bare() -> bytes:
    return typeset(trial_document(NOW.date()))


def from_ca(settings: Settings, folder: Path, kind: str) -> Sealed:
    key, own = issued(kind)
    settings.SIGNING = settings.SIGNING | {
        "key": written(folder, "key.pem", private_pem(key)),
        "certificate": written(folder, "certificate.pem", pem(own) + pem(authority()[1])),
    }
    return seal(bare(), at=NOW)


def says(page: Page, outcome: str, match: str | None = None) -> None:
    """Wait for an outcome, and see that nothing else is said; `match`: of the certificate."""
    first = page.locator("[data-verify]").first
    expect(first.locator(f"[data-outcome={outcome}]")).to_be_visible()
    expect(first.locator("[data-outcome]:visible")).to_have_count(1)
    if match is None:
        return
    expect(first.locator("[data-match]:visible")).to_have_count(1 if match else 0)
    if match:
        expect(first.locator(f"[data-match={match}]")).to_be_visible()


def test_a_genuine_file_and_whose_certificate_it_is(page: Page, choose: Choose) -> None:
    sealed = seal(bare(), at=NOW)
    choose("报告.pdf", sealed.pdf)
    says(page, "whole", "unasked")
    first = page.locator("[data-verify]").first
    expect(first.get_by_text(sealed.certificate.fingerprint)).to_be_visible()
    expect(first.get_by_text("数阶 完整性校验 127.0.0.1").first).to_be_visible()
    expect(first.get_by_text("没有第三方担保")).to_be_visible()
    expect(first.get_by_text("电子签名")).to_be_hidden()
    expect(page.get_by_text("Not one byte of the file has changed")).to_be_visible()
    choose("公布的证书.pem", sealed.certificate.pem.encode())
    says(page, "whole", "known")


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_another_certificate_is_named(
    kind: str, page: Page, choose: Choose, settings: Settings, tmp_path: Path
) -> None:
    ours = seal(bare(), at=NOW)
    choose("公布的证书.pem", ours.certificate.pem.encode())
    says(page, "certificate", "")
    other = from_ca(settings, tmp_path, kind)
    choose("别人的.pdf", other.pdf)
    says(page, "whole", "other")
    expect(page.locator("[data-kind=issued]").first).to_be_visible()
    expect(page.get_by_text(other.certificate.fingerprint).first).to_be_visible()
    choose("我们的.pdf", ours.pdf)
    says(page, "whole", "known")


def test_what_is_not_genuine_is_told(page: Page, choose: Choose) -> None:
    sealed, other = seal(bare(), at=NOW).pdf, seal(bare().replace(b"/Lang", b"/Lung"), at=NOW).pdf
    found = re.search(rb"/Contents <[0-9A-F]+?(0+)>", sealed)
    assert found is not None
    filling = found.end() - 3
    assert len(found[1]) > 10
    place = sealed.index(b"/Lang")
    middle = (found.start() + found.start(1)) // 2
    for name, content, outcome in (
        ("one byte.pdf", sealed[:place] + b"/Long" + sealed[place + 5 :], "changed"),
        ("last byte.pdf", sealed[:-1] + b" ", "changed"),
        ("in what fills.pdf", sealed[:filling] + b"1" + sealed[filling + 1 :], "changed"),
        ("in the signature.pdf", sealed[:middle] + b"00" + sealed[middle + 2 :], "changed"),
        ("no hexadecimal.pdf", sealed[:filling] + b" " + sealed[filling + 1 :], "changed"),
        ("its signature elsewhere.pdf", moved(sealed, other), "changed"),
        ("appended.pdf", sealed + b"\n% more\n", "appended"),
        ("signed twice.pdf", sealed + sealed[len(bare()) :], "appended"),
        ("bare.pdf", bare(), "unsigned"),
        ("text.txt", "没有".encode(), "unread"),
        ("empty.pdf", b"", "unread"),
    ):
        choose(name, content)
        says(page, outcome)


def moved(sealed: bytes, other: bytes) -> bytes:
    """Return a file with the signature of another one."""
    place = re.compile(rb"/Contents <[0-9A-F]+>")
    theirs = place.search(other)
    assert theirs is not None
    return place.sub(theirs[0], sealed)


def test_the_page_of_the_site_knows_its_certificates(welcome: Welcome, tmp_path: Path) -> None:
    sealed = seal(bare(), at=NOW)
    keep_certificate(sealed.certificate)
    visitor = welcome(width=360, both=True)
    page = visitor.page
    page.goto("/check/")
    page.get_by_role("link", name="没有编号？只检查文件是否被改动").click()
    visitor.look()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.set_input_files("input[type=file]", written(tmp_path, "报告.pdf", sealed.pdf))
    says(page, "whole", "known")
    visitor.look()
    page.set_input_files("input[type=file]", written(tmp_path, "改过.pdf", sealed.pdf[:-1] + b" "))
    says(page, "changed", "known")
    assert sent == []


def test_without_scripts_it_says_what_is_missing(welcome: Welcome) -> None:
    visitor = welcome(width=360, javascript=False)
    visitor.page.goto("/check/file/")
    expect(visitor.page.get_by_text("这里需要浏览器运行脚本")).to_be_visible()
    expect(visitor.page.locator("input[type=file]")).to_be_hidden()


def test_a_statement_is_checked_with_the_published_certificate(page: Page, choose: Choose) -> None:
    token, certificate = sign_fact(FACT, at=NOW)
    root = page.locator("[data-verify]").first

    def paste(text: str) -> None:
        root.locator("textarea").fill(text)
        root.get_by_role("button", name="检查声明").click()

    paste(token)
    says(page, "unknown")
    choose("公布的证书.pem", certificate.pem.encode())
    paste(f"https://shujie.example.cn/check/statements/{FACT.number}/#{token}")
    says(page, "stated", "known")
    expect(root.locator("[data-claim=firm]")).to_have_text(FACT.firm)
    expect(root.locator("[data-claim=level_at_least]")).to_have_text("2")
    expect(root.locator("[data-rated=self]")).to_be_visible()
    expect(root.locator("[data-verified]")).to_be_visible()
    expect(root.locator("[data-demo]")).to_be_hidden()
    head, payload, signature = token.split(".")
    for altered in (
        f"{head}.{payload[:30]}{'A' if payload[30] != 'A' else 'B'}{payload[31:]}.{signature}",
        "…",
    ):
        paste(altered)
        says(page, "altered", "")


def test_the_site_checks_a_statement_with_what_it_publishes(welcome: Welcome) -> None:
    token, certificate = sign_fact(FACT, at=NOW)
    keep_certificate(certificate)
    visitor = welcome(width=360)
    page = visitor.page
    page.goto("/check/file/")
    page.locator("textarea").fill(token)
    steps.button(page, "检查声明").click()
    says(page, "stated", "known")
    visitor.look()
