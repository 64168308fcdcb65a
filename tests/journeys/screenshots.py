"""`dev.py screenshots`: take the pictures of README and docs, from the app as `run --demo` starts it.

python3 dev.py screenshots          the pictures that the documents show, to docs/images/
python3 dev.py screenshots --all    besides, every page in full at both widths, to var/screenshots/
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.browser import Visitor, launch
from tools import suite
from tools.environment import say
from tools.serve import QUIET

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "docs" / "images"
FULL = ROOT / "var" / "screenshots"
SHOWN = {"result-1440": 1110, "plan-1440": 1000, "tasks-360": 740, "section-360": 740}  # with their heights
RESULT_OF, DRAFT_OF = "wang@demo.example", "zhao@demo.example"
SECONDS = 60
REPORT_DPI = 60

Take = Callable[[Visitor, str], None]


def main() -> int:
    path = suite.browser()
    if path is None:
        sys.exit(suite.BROWSER_MISSING)
    everything = "--all" in sys.argv[1:]
    for folder in (DOCUMENTS, FULL):
        folder.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as data,
        demonstration(Path(data)) as (address, passwords),
        sync_playwright() as playwright,
    ):
        browser = launch(playwright, path)
        for width in (360, 1440):
            _walk(browser, address, width, passwords, everything=everything)
        browser.close()
    return 0


@contextmanager
def demonstration(folder: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Start the app on fresh demonstration data; give its address and the passwords by e-mail."""
    env = {**os.environ, "SHUJIE_VAR_DIR": str(folder), "PYTHONWARNINGS": QUIET}
    prepare = [sys.executable, "manage.py", "prepare", "--demo"]
    told = subprocess.run(prepare, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    web = ["granian", "--interface", "wsgi", "config.wsgi:application", "--port", str(port), "--no-log"]
    worker = ["celery", "--quiet", "-A", "config", "worker", "--loglevel", "error"]
    running = [
        subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=env) for command in (web, worker)
    ]
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/healthz")
        yield address, dict(re.findall(r"(\S+@demo\.example)\s+(\S+)", told))
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=SECONDS)


def _wait_for(address: str) -> None:
    for _ in range(SECONDS * 10):
        try:
            with urlopen(address, timeout=2):
                return
        except OSError:  # not there yet, or slow with its first page
            time.sleep(0.1)
    raise TimeoutError(address)


def _walk(
    browser: Browser, address: str, width: int, passwords: Mapping[str, str], *, everything: bool
) -> None:
    """Visit the pages once at this width, and take a picture of each that is wanted."""

    def take(visitor: Visitor, name: str) -> None:
        name = f"{name}-{width}"
        if name in SHOWN:
            visitor.page.set_viewport_size({"width": width, "height": SHOWN[name]})
            visitor.page.screenshot(path=DOCUMENTS / f"{name}.png")
        if everything:
            visitor.page.screenshot(path=FULL / f"{name}.png", full_page=True)

    scale = 2 if width < 600 else 1
    draft = Visitor(browser, address=address, width=width, device_scale_factor=scale)
    result = Visitor(browser, address=address, width=width, device_scale_factor=scale)
    draft.page.goto("/")
    take(draft, "home")
    sign_in(draft, DRAFT_OF, passwords[DRAFT_OF])
    _show_draft(draft, take)
    sign_in(result, RESULT_OF, passwords[RESULT_OF])
    _show_plan(result, take)
    _show_result(result, take, everything=everything)
    for visitor in (draft, result):
        visitor.close()


def sign_in(visitor: Visitor, email: str, password: str) -> None:
    page = visitor.page
    page.goto("/accounts/login/")
    page.fill("#id_login", email)
    page.fill("#id_password", password)
    page.get_by_role("button", name="登录", exact=True).click()
    page.locator("a.tasklist-name").click()


def _show_draft(visitor: Visitor, take: Take) -> None:
    page = visitor.page
    take(visitor, "overview")
    page.get_by_role("link", name="继续填写").click()
    expect(page.locator(".tasklist").first).to_be_visible()
    take(visitor, "tasks")
    page.get_by_role("link", name="核对答案，提交").click()
    take(visitor, "check")
    page.go_back()
    page.get_by_role("link", name="填写设备系统").click()
    page.locator("#item-F02 [name=clear]").click()
    expect(page.locator("#outcome-F02")).to_contain_text("本题未作答")
    for name, number in (("F02-equip_total", "60"), ("F02-equip_digital", "21")):
        page.fill(f"#{name}", number)
        page.locator(f"#{name}").blur()
    expect(page.locator("#outcome-F02")).to_contain_text("35%")
    page.locator("#item-F02").evaluate("(item) => item.scrollIntoView()")
    take(visitor, "section")


def _show_plan(visitor: Visitor, take: Take) -> None:
    page = visitor.page
    overview = page.url
    page.get_by_role("link", name="查看结果").first.click()
    page.get_by_role("link", name="方案", exact=True).click()
    expect(page.locator("#plan-title")).to_be_visible()
    take(visitor, "plan")
    page.goto(overview)


def _show_result(visitor: Visitor, take: Take, *, everything: bool) -> None:
    page = visitor.page
    page.get_by_role("link", name="查看结果").first.click()
    expect(page.locator("#level")).to_be_attached()
    take(visitor, "result")
    page.locator("#reports .links a").first.click()
    expect(page.locator("main")).to_contain_text("报告已生成", timeout=SECONDS * 1000)
    take(visitor, "report")
    link = page.get_by_role("link", name="查看报告").get_attribute("href")
    pdf = page.request.get(str(link)).body()
    _draw(pdf, DOCUMENTS / "report-page-1", "-singlefile")
    if everything:
        _draw(pdf, FULL / "report-page")


def _draw(pdf: bytes, name: Path, *options: str) -> None:
    """Turn the pages of the report into pictures, where poppler is installed."""
    if shutil.which("pdftoppm") is None:
        say("No pdftoppm (poppler-utils): the pictures of the report stay as they are")
        return
    command = ["pdftoppm", "-png", "-r", str(REPORT_DPI), *options, "-", str(name)]
    subprocess.run(command, input=pdf, check=True)


if __name__ == "__main__":
    sys.exit(main())
