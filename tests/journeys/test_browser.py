"""The watch that the journeys keep does notice what it is there for."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PAGE = """<!doctype html><html lang="zh"><head><title>页</title></head><body><main><h1>页</h1>
<p><a href="#x">x</a></p><details><summary>更多内容在这里</summary><input></details>
<div style="width: 500px">宽</div></main></body></html>"""


@pytest.mark.parametrize(
    "word", ["scrolls sideways", "small target", "axe label", "console error: no", "status 404"]
)
def test_trouble_on_a_page_ends_the_visit(browser: Browser, word: str) -> None:
    visitor = Visitor(browser, address="http://visitor.test", width=360)
    visitor.page.route("**/*", lambda route: route.fulfill(status=404, body=PAGE, content_type="text/html"))
    visitor.page.goto("/")
    visitor.page.evaluate("console.error('no')")
    visitor.look()
    assert visitor.page.locator("details[open]").count() == 0
    with pytest.raises(AssertionError, match=word):
        visitor.close()


def test_trouble_that_is_expected_is_let_pass(browser: Browser) -> None:
    visitor = Visitor(browser, address="http://visitor.test", width=360)
    visitor.page.route("**/*", lambda route: route.fulfill(status=422, body=PAGE, content_type="text/html"))
    with visitor.expecting("status 422"):
        visitor.page.goto("/")
    visitor.close()
