"""The open steps of a followed plan as a calendar file (RFC 5545).

Each stands on its last day, all day, and leaves that day free: as an event of several months it would be a
bar across every week on a phone, and hide what else there is. When the work begins is said in the text.
"""

import unicodedata
from collections.abc import Callable
from datetime import UTC, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from enterprises.domain.lines import one_line
from plans.models import Step
from plans.presenters.actions import ActionList, ActionRow
from standards.wording.results import local

REMIND = timedelta(days=-3, hours=9)  # seen from the midnight at which the last day begins


def plan_calendar(actions: ActionList, *, firm: str, link: Callable[[Step], str]) -> bytes:
    """Return the calendar in the active language; the same rows give the same bytes. `link`: of a step."""
    calendar = Calendar()
    calendar.add("prodid", "-//Shujie//Plan//ZH")
    calendar.add("version", "2.0")
    name = _("%(firm)s：%(plan)s") % {"firm": firm, "plan": actions.plan.name}
    calendar.add("x-wr-calname", _text(name))
    for row in actions.rows:
        if row.facts.is_open:
            calendar.add_component(_event(row, link(row.step)))
    return bytes(calendar.to_ical())


def _event(row: ActionRow, link: str) -> Event:
    step = row.step
    title = _text(_("截止：%(title)s") % {"title": local(row.measure.title)})
    event = Event()
    event.add("uid", f"{step.public_id}@shujie")
    event.add("sequence", step.version - 1)
    event.add("dtstamp", _moment(step))
    event.add("last-modified", _moment(step))
    event.add("dtstart", step.due_on)
    event.add("dtend", step.due_on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", title)
    event.add("description", "\n".join(_text(line) for line in _lines(row, link)))
    event.add("url", link)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", REMIND)
    event.add_component(alarm)
    return event


def _text(text: str) -> str:
    """Return a text that leaves the file valid: older rows may hold breaks and controls."""
    return "".join(letter for letter in one_line(text) if unicodedata.category(letter) != "Cc")


def _moment(step: Step) -> object:
    """Return when the row changed, to the second, as calendars keep it."""
    return timezone.localtime(step.changed_at, UTC).replace(microsecond=0)


def _lines(row: ActionRow, link: str) -> list[str]:
    measure = row.measure
    found = [_("开始：%(day)s") % {"day": row.step.starts_on.isoformat()}]
    if row.who:
        found.append(_("负责人：%(name)s") % {"name": row.who})
    if measure.done_when:
        found.append(_("完成标准：%(text)s") % {"text": local(measure.done_when)})
    if measure.proof:
        found.append(_("佐证材料：%(text)s") % {"text": local(measure.proof)})
    return [*found, link]
