"""What somebody waits for on a middling telephone: a processor four times slower, 150 ms and 1.6 Mbit/s.

    python -m tests.bench.phone

On a demonstration of its own. `first`: of somebody signed in who comes with an empty cache, once the server
has shown the page; `later`: of whoever has been there before. Service workers are blocked: what they fetch
is neither slowed nor counted.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browser import Visitor, launch
from tests.journeys.screenshots import DRAFT_OF, RESULT_OF, demonstration, sign_in
from tools import suite

GOALS = {"task list": 1200, "section": 1200, "result": 1500}  # ms until the largest content is painted
VISITORS, VIEWS = 3, 4
SLOWER = 4
# As Lighthouse has a slow mobile network: milliseconds; bytes a second down and up.
NETWORK = {"latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SETTLED_MS = 500  # after loading: nothing larger is painted, nothing moves any more
WATCH = """
window.seen = {paint: 0, shift: 0};
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.seen.paint = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.seen.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
Seen = dict[str, float]  # paint: of the largest content, in ms; shift of the layout; kilobytes that came


def main() -> int:
    """Print the figures as one JSON object: by page, of the first view and the best of the later ones."""
    path = suite.browser()
    if path is None:
        sys.exit(suite.BROWSER_MISSING)
    with (
        TemporaryDirectory() as data,
        demonstration(Path(data)) as (address, passwords),
        sync_playwright() as playwright,
    ):
        browser = launch(playwright, path)
        found = {}
        for email, pages in ((DRAFT_OF, _draft_pages), (RESULT_OF, _result_pages)):
            visitor = Visitor(browser, address=address, width=360)
            sign_in(visitor, email, passwords[email])
            cookies: Any = visitor.context.storage_state()
            addresses = dict(pages(visitor))
            visitor.close()
            for name, page in addresses.items():
                found[name] = _measure(browser, address + page, cookies)
        browser.close()
    print(json.dumps(found))  # noqa: T201
    return 0


def _draft_pages(visitor: Visitor) -> Iterator[tuple[str, str]]:
    page = visitor.page
    yield "home", "/"
    page.get_by_role("link", name="继续填写").click()
    section = str(page.get_by_role("link", name="填写设备系统").get_attribute("href"))
    yield "task list", _path(visitor)
    yield "section", section


def _result_pages(visitor: Visitor) -> Iterator[tuple[str, str]]:
    page = visitor.page
    page.get_by_role("link", name="查看结果").first.click()
    page.locator("#level").wait_for(state="attached")
    yield "result", _path(visitor)
    yield "planner", str(page.get_by_role("link", name="方案", exact=True).get_attribute("href"))


def _path(visitor: Visitor) -> str:
    return "/" + visitor.page.url.split("/", 3)[3]


def _measure(browser: Browser, address: str, cookies: Any) -> dict[str, Seen]:
    """Return what was seen of a page by several visitors who view it again and again."""
    _visit(browser, address, cookies)  # for the server: what a process keeps is there afterwards
    visits = [_visit(browser, address, cookies) for _ in range(VISITORS)]
    return {
        "first": _told([views[0] for views in visits]),
        "later": _told([view for views in visits for view in views[1:]]),
    }


def _told(views: list[Seen]) -> Seen:
    """Return the quickest, for what else runs only slows, and the most that moved and came."""
    most = {name: max(view[name] for view in views) for name in ("shift", "kilobytes")}
    return {"paint": min(view["paint"] for view in views), **most}


def _visit(browser: Browser, address: str, cookies: Any) -> list[Seen]:
    """View a page, with an empty cache first, as a telephone does."""
    screen: Any = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "has_touch": True}
    context = browser.new_context(storage_state=cookies, service_workers="block", **screen)
    context.add_init_script(WATCH)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", {"offline": False, **NETWORK})
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    views: list[Seen] = []
    for _ in range(VIEWS):
        sizes.clear()
        page.goto(address, wait_until="load")
        page.wait_for_timeout(SETTLED_MS)
        views.append({**page.evaluate("window.seen"), "kilobytes": sum(sizes) / 1000})
    context.close()
    return views


if __name__ == "__main__":
    sys.exit(main())
