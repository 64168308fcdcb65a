"""Looks a page over: axe-core by WCAG 2.2 AA, sideways scrolling, small targets.

Of axe-core's look at a page of two hundred rows each takes its part of seven seconds, and hundreds of pages
are made of the same parts. It judges an element by what it is, what it is called, what it stands in and how
it is painted; that is its shape here. Each shape is looked at once: parts in which all shapes are known are
spared, whether they stood on an earlier page, at another width or further up on this one. What was found
with a violation is not known.
"""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},  # off by default, although it is AA
}
SMALLEST_TARGET = 24  # CSS pixels, WCAG 2.2 AA; links within a sentence are exempt
# Folded parts are opened first: what is hidden is not looked at.
MEASURE = """(smallest) => {
  const parts = [...document.querySelectorAll('details:not([open])')];
  for (const part of parts) { part.open = true; part.dataset.opened = ''; }
  const trouble = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll('main *')].filter(
      (one) => one.getBoundingClientRect().right > root.clientWidth + 1 && !one.closest('.table-scroll'));
    trouble.push(`scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}` +
      wide.slice(0, 3).map((one) => `; ${one.tagName} .${one.className}`).join(''));
  }
  const targets = 'a[href], button, summary, select, textarea, input:not([type=hidden])';
  for (const one of document.querySelectorAll(targets)) {
    if (one.closest('.visually-hidden, .skip-link') || !one.checkVisibility()) continue;
    const ticked = /^(checkbox|radio)$/.test(one.type) && one.labels.length;
    const box = (ticked ? one.labels[0] : one).getBoundingClientRect();
    if (getComputedStyle(one, '::after').position === 'absolute') continue; // its whole row is the target
    const inline = one.tagName === 'A' && getComputedStyle(one).display === 'inline'
      && one.parentElement.textContent.trim() !== one.textContent.trim();
    if (inline || (box.width >= smallest && box.height >= smallest)) continue;
    trouble.push(`small target ${Math.round(box.width)}x${Math.round(box.height)}: ` +
      one.outerHTML.slice(0, 120));
  }
  return trouble;
}"""
FOLD_AGAIN = """() => {
  for (const part of document.querySelectorAll('[data-opened]')) {
    part.open = false;
    delete part.dataset.opened;
  }
}"""
# Returns the shapes that are not known yet, and the largest parts of the page without any.
NEWS = """(known) => {
  known = new Set(known);
  const told = new Set(['role', 'type', 'lang', 'dir', 'tabindex', 'scope', 'autocomplete', 'http-equiv',
    'content', 'class']);
  const references = new Set(['aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'headers',
    'aria-errormessage', 'aria-activedescendant', 'for', 'list', 'form']);
  const ids = new Map();
  for (const one of document.querySelectorAll('[id]')) ids.set(one.id, (ids.get(one.id) || 0) + 1);
  const number = /^-?[0-9.]*$/;
  const attribute = ({name, value}) => {
    if (name === 'id') return ids.get(value) > 1 ? 'id twice' : 'id';
    if (references.has(name)) return name + value.trim().split(/ +/).map((id) => ids.has(id) ? 1 : 0);
    if (told.has(name)) return name + '=' + value;
    if (/^aria-(?!label|valuetext|roledescription)/.test(name)) {
      return name + '=' + (number.test(value) ? 0 : value);
    }
    return name + (value.trim() ? '' : ' empty');
  };
  const hash = (text) => {
    let one = 0xdeadbeef, two = 0x41c6ce57;
    for (let place = 0; place < text.length; place++) {
      one = Math.imul(one ^ text.charCodeAt(place), 2654435761);
      two = Math.imul(two ^ text.charCodeAt(place), 1597334677);
    }
    return (two >>> 0).toString(36) + (one >>> 0).toString(36);
  };
  const fresh = new Set(), spared = [];
  const walk = (one, above, head) => {
    if (!head && !one.checkVisibility()) return null; // axe-core's own affair
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const small = one.matches('a, button, summary, select, textarea, input, [tabindex]')
      && (box.width < 24 || box.height < 24);
    const shape = hash([above, one.localName, ...[...one.attributes].map(attribute).sort(),
      [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) ? 'says' : '',
      one.textContent.trim() ? 'tells' : '',
      [...(one.labels || [])].some((label) => label.textContent.trim()) ? 'called' : '',
      [...new Set([...one.children].map((child) => child.localName))].sort(),
      /auto|scroll/.test(style.overflow)
        && (one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight),
      small ? `${Math.round(box.width)} ${Math.round(box.height)}` : '',
      ...['color', 'backgroundColor', 'backgroundImage', 'opacity', 'fontSize', 'fontWeight', 'display',
        'position', 'overflow', 'textDecorationLine', 'visibility'].map((name) => style[name]),
    ].join('|'));
    let news = !known.has(shape) && !fresh.has(shape);
    if (news) fresh.add(shape);
    const quiet = [];
    for (const child of one.children) {
      const told = walk(child, shape, head || child === document.head);
      if (told) news = true;
      else if (told === false) quiet.push(child);
    }
    if (news) spared.push(...quiet);
    return news;
  };
  walk(document.documentElement, '', false);
  return {fresh: [...fresh], spared};
}"""
AXE = """async ([spared, rules]) =>
  (await axe.run({include: [document], exclude: spared}, rules)).violations"""

_known = set[str]()  # shapes


def look_over(page: Page, *, javascript: bool) -> list[str]:
    """Return what is wrong with the page as it is shown now, its folded parts too."""
    found: list[str] = page.evaluate(MEASURE, SMALLEST_TARGET)
    if javascript:  # axe-core needs its timers to run
        found += _violations(page)
    page.evaluate(FOLD_AGAIN)
    return found


def _violations(page: Page) -> list[str]:
    news = page.evaluate_handle(NEWS, list(_known))
    fresh = news.evaluate("(news) => news.fresh")
    if not fresh:
        return []
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[Any] = page.evaluate(AXE, [news.get_property("spared"), RULES])
    if not found:
        _known.update(fresh)
    places = {one["id"]: [node["html"][:160] for node in one["nodes"][:3]] for one in found}
    return [f"axe {one['id']}: {one['help']}: {places[one['id']]}" for one in found]
