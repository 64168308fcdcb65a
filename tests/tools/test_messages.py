"""What `dev.py check` says of texts without their English."""

from pathlib import Path

import django
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools import messages


def catalogue(**texts: str) -> Catalog:
    made = Catalog(locale="en", fuzzy=False)
    for msgid, string in texts.items():
        made.add(msgid, string, locations=[("views.py", 1)])
    return made


def test_a_missing_an_empty_and_an_idle_translation_are_named() -> None:
    found = catalogue(一="", 二="")
    known = catalogue(二="", 三="three")
    assert list(messages.find_troubles(found, known)) == [
        "views.py:1: '一' is missing",
        "views.py:1: '二' is not translated",
        "locale/en/LC_MESSAGES/django.po: '三' is no longer used",
    ]


def test_a_lost_placeholder_is_named() -> None:
    found = catalogue(**{"还需 %(count)s 个": ""})
    known = catalogue(**{"还需 %(count)s 个": "some more"})
    assert list(messages.find_troubles(found, known)) == [
        "views.py:1: '还需 %(count)s 个' has other placeholders than its translation 'some more'"
    ]


def test_a_translation_pasted_behind_itself_is_named() -> None:
    once = "Waits until tomorrow."
    found = catalogue(一="", 二="")
    assert list(messages.find_troubles(found, catalogue(一=once * 3, 二="no, no, no, no"))) == [
        "views.py:1: '一' says its translation more than once"
    ]


def test_a_fuzzy_translation_is_not_taken_for_one() -> None:
    known = Catalog(locale="en", fuzzy=False)
    known.add("一", "one", flags=["fuzzy"])
    assert list(messages.find_troubles(catalogue(一=""), known)) == ["views.py:1: '一' is marked fuzzy"]


def test_a_fuzzy_head_is_named() -> None:
    known = Catalog(locale="en", fuzzy=True)
    assert list(messages.find_troubles(catalogue(), known)) == [
        "locale/en/LC_MESSAGES/django.po: the head of the file is marked fuzzy"
    ]


@pytest.mark.parametrize(
    ("name", "source", "trouble"),
    [
        ("a.html", '{% translate "保存" %} {# … #} {% comment %}旧{% endcomment %}', ""),
        ("a.html", "{% blocktranslate %}{{ n }} 个{% endblocktranslate %}", ""),
        ("a.html", "{{ a }}，{{ b }}", "'，' stands outside the tags for translation"),
        ("a.html", '{{ a|join:"、" }}', "'、' stands outside the tags for translation"),
        ("a.py", "f\"{name} {_('保存')}\"", "a text inside an f-string is never collected"),
        ("a.py", '_("%(name)s 已保存") % {"name": name}', ""),
    ],
)
def test_what_is_never_collected_is_named(name: str, source: str, trouble: str) -> None:
    assert messages.hidden(name, source) == trouble


def test_what_is_said_otherwise_in_chinese_are_words_of_django_with_their_placeholders() -> None:
    known = Catalog()
    for part in ("contrib/admin", "contrib/auth"):
        for message in _read(Path(django.__file__).parent / part / "locale/en"):
            known[message.id] = message
    ours = [message for message in _read(messages.ROOT / "locale/zh_Hans") if message.id]
    made_of = {"Groups": "groups"}  # Django writes the labels of forms with a capital
    idle = [m.id for m in ours if known.get(made_of.get(str(m.id), m.id)) is None]
    assert idle == []
    lost = [m.id for m in ours if messages._placeholders(str(m.string)) - messages._placeholders(str(m.id))]
    assert lost == []


def _read(folder: Path) -> Catalog:
    with (folder / "LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file)
