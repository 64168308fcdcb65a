"""A browser that notices what a visitor would suffer from: on every page, at any width.

`Visitor` drives one page. `look()` looks a page over (`tests/journeys/looking.py`); errors in the console,
content the policy blocked and requests that failed are noted as they happen. `close()` raises all there was,
so that one run tells everything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    expect,
    sync_playwright,
)

from tests.journeys.looking import look_over

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT_MS = 15_000
expect.set_options(timeout=WAIT_MS)  # generous: machines that run everything at once are slow now and then
WHOLE_SECTIONS = "localStorage.setItem('shujie-layout', 'page')"  # as a person may choose on a phone
# People look before they tap; Playwright taps as soon as it sees. Scripts of the page are there by then.
UNSEEN_BEFORE_LOADED = """
  const unseen = new CSSStyleSheet();
  unseen.replaceSync(":root { visibility: hidden }");
  document.adoptedStyleSheets = [unseen];
  addEventListener("load", () => { document.adoptedStyleSheets = []; });
"""
WIDTHS = {360: 740, 1440: 900}


def launch(playwright: Playwright, path: str) -> Browser:
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


@contextmanager
def started(path: str) -> Iterator[Browser]:
    """Run a browser for tests that call Django too."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django then takes for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = launch(playwright, path)
        yield browser
        browser.close()


class Visitor:
    """One person at one screen, watched."""

    def __init__(
        self,
        browser: Browser,
        *,
        address: str,
        width: int,
        javascript: bool = True,
        one_at_a_time: bool = False,
        both: bool = False,
        hasty: bool = False,
        **options: Any,
    ) -> None:
        """`both`: look at the other width too, without walking the way again.

        `hasty`: see the page before its scripts are there.
        """
        self.context: BrowserContext = browser.new_context(
            base_url=address,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": WIDTHS[width]},
            has_touch=width < 600,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            **options,
        )
        self.context.set_default_timeout(WAIT_MS)
        if javascript and not hasty:
            self.context.add_init_script(UNSEEN_BEFORE_LOADED)
        if not one_at_a_time:
            self.context.add_init_script(WHOLE_SECTIONS)
        self.javascript = javascript
        self.width = width
        self._widths = (*(other for other in WIDTHS if both and other != width), width)  # its own one last
        self.trouble: list[str] = []
        self._expected: tuple[str, ...] = ()
        self.page = self.open()

    def open(self) -> Page:
        """Open another tab and go on in it."""
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self._note(f"script error: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        return self.page

    @contextmanager
    def expecting(self, *words: str) -> Iterator[None]:
        """Allow trouble that contains one of the words, and nothing else, within the block."""
        before, self._expected = self._expected, words
        yield
        self._expected = before

    def look(self) -> None:
        """Look over what the page shows now, folded parts too."""
        self.page.wait_for_load_state()  # its words may stand there before its style
        for width in self._widths:
            if len(self._widths) > 1:
                self.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
            for trouble in look_over(self.page, javascript=self.javascript):
                self._note(f"{trouble} ({width})" if width != self.width else trouble)

    def close(self) -> None:
        self.context.close()
        if self.trouble:
            raise AssertionError("\n".join(["Trouble on the way:", *dict.fromkeys(self.trouble)]))

    def _note(self, text: str) -> None:
        if not any(word in text for word in self._expected):
            self.trouble.append(f"{urlsplit(self.page.url).path}: {text}")

    def _heard(self, message: ConsoleMessage) -> None:
        # Chromium says of failed requests what the handlers below say with more detail.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self._note(f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page left or a file saved before the answer was read
            self._note(f"request failed: {request.failure} {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"status {response.status}: {response.request.method} {response.url}")
