"""The watch that the journeys keep does notice what it is there for."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PAGE = """<!doctype html><html lang="zh"><head><title>页</title></head><body><main><h1>页</h1>
<p><a href="#x">x</a></p><details><summary>更多内容在这里</summary><input></details>
<div style="width: 500px">宽</div></main></body></html>"""


def test_trouble_on_a_page_ends_the_visit(browser: Browser) -> None:
    visitor = Visitor(browser, address="http://visitor.test", width=360)
    visitor.page.route("**/*", lambda route: route.fulfill(status=404, body=PAGE, content_type="text/html"))
    visitor.page.goto("/")
    visitor.page.evaluate("console.error('no')")
    visitor.look()
    assert visitor.page.locator("details[open]").count() == 0
    with pytest.raises(AssertionError) as told:
        visitor.close()
    for word in ("scrolls sideways", "small target", "axe label", "console error: no", "status 404"):
        assert word in str(told.value)


def test_trouble_that_is_expected_is_let_pass(browser: Browser) -> None:
    visitor = Visitor(browser, address="http://visitor.test", width=360)
    visitor.page.route("**/*", lambda route: route.fulfill(status=422, body=PAGE, content_type="text/html"))
    with visitor.expecting("status 422"):
        visitor.page.goto("/")
    visitor.close()


FORM = """<!doctype html><html lang="zh"><head><title>页</title><link rel="icon" href="data:,"></head><body>
<main><h1>页</h1><form>{rows}</form><p><a href="#x" style="padding: 30px">目录</a></p></main></body></html>"""
ROW = """<label for="f{n}" style="display: block; padding: 9px">名称{n}</label>
<input id="f{n}" style="height: 30px">"""
FAULTS = (
    ("label:last-of-type", "color-contrast", "one.style.color = '#eee'"),
    ("label:last-of-type", "label", "one.textContent = ''"),
    ("input:last-of-type", "label", "one.id = 'other'"),
    ("a", "link-name", "one.innerHTML = '<i style=\"padding: 30px\"></i>'"),
    ("html", "html-has-lang", "one.lang = ''"),
    ("a", "aria-roles", "one.setAttribute('role', 'nowhere')"),
)


def test_a_fault_in_what_was_once_in_order_is_noticed(browser: Browser) -> None:
    visitor = Visitor(browser, address="http://visitor.test", width=1440)
    page = FORM.format(rows="".join(ROW.format(n=n) for n in range(5)))
    visitor.page.route("**/*", lambda route: route.fulfill(body=page, content_type="text/html"))
    for place, rule, spoil in FAULTS:
        visitor.page.goto("/")
        visitor.look()
        visitor.look()
        assert visitor.trouble == []
        visitor.page.locator(place).evaluate(f"(one) => {{ {spoil}; }}")
        for _again in range(2):  # what was not in order is not remembered
            visitor.look()
            assert visitor.trouble.pop().startswith(f"/: axe {rule}: ")
            assert visitor.trouble == []
    visitor.close()
