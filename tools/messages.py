"""The texts of the interface and their English: what is missing, what has a changed placeholder.

Runs inside the environment: `python -m tools.messages [--check]`. Without `--check` missing texts are
added to the catalogue, those no longer used are dropped, translations are kept.
"""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}")
TWICE = re.compile(r"(.{16,}?)\1+", re.DOTALL)  # pasted into what was wrapped already
TRANSLATED = re.compile(
    r"{% comment .*?{% endcomment %}|{% blocktranslate.*?{% endblocktranslate %}|{% translate .*?%}"
    r"|lang=\"zh-hans\">中文<",
    re.DOTALL,
)
CHINESE = re.compile(r"[、。《》“”\u4e00-\u9fff！（），：；？]+")
IN_F_STRING = re.compile(r"\{(?:_|n?p?gettext(?:_lazy)?)\(")
HEADER = b"""\
# English texts of Shujie. `python3 dev.py messages` adds the missing ones; translate them here.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""  # without dates: two branches would only fight over them
HOW_TO = "Run `python3 dev.py messages`, then translate in locale/en/LC_MESSAGES/django.po."


def main() -> int:
    found = collect()
    catalogue = read_catalogue()
    if "--check" in sys.argv[1:]:
        troubles = [*find_troubles(found, catalogue), *find_hidden()]
        if troubles:
            print(*troubles, f"{len(troubles)} texts are not in order. {HOW_TO}", sep="\n")
        return bool(troubles)
    write_catalogue(found, catalogue)
    return 0


def collect() -> Catalog:
    """Return every text of our Python files and templates, with its places."""
    catalogue = Catalog(locale="en")
    for name in _files():
        source = (ROOT / name).read_text(encoding="utf-8")
        if name.endswith((".html", ".txt")):
            # What is not text becomes blanks; its indentation would be no Python.
            source = "\n".join(line.lstrip() for line in templatize(source, origin=name).splitlines())
        texts = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS, strip_comment_tags=True)
        for line, msgid, _comments, context in texts:
            flags = ["python-format"] if "%(" in str(msgid) else []
            catalogue.add(msgid, locations=[(name, line)], context=context, flags=flags)
    return catalogue


def _files() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py", "templates/"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    ours = [name for name in listed if not name.startswith(("tests/", "tools/", "dev.py"))]
    return sorted(name for name in ours if "/migrations/" not in name and (ROOT / name).is_file())


def read_catalogue() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def find_troubles(found: Catalog, catalogue: Catalog) -> Iterator[str]:
    """Say of each text what is wrong with its translation, if anything."""
    if catalogue.fuzzy:  # then the compiler leaves out the whole file, without a word
        yield f"{CATALOGUE.relative_to(ROOT)}: the head of the file is marked fuzzy"
    for message in _texts(found):
        place = "{}:{}".format(*message.locations[0])
        trouble = _trouble(message, catalogue.get(message.id, message.context))
        if trouble:
            yield f"{place}: {message.id!r} {trouble}"
    for message in _texts(catalogue):
        if found.get(message.id, message.context) is None:
            yield f"{CATALOGUE.relative_to(ROOT)}: {message.id!r} is no longer used"


def find_hidden() -> Iterator[str]:
    """Find what is never collected, in any file."""
    for name in _files():
        trouble = hidden(name, (ROOT / name).read_text(encoding="utf-8"))
        if trouble:
            yield f"{name}: {trouble}"


def hidden(name: str, source: str) -> str:
    """Say what the collecting would not see: Chinese beside a template's tags, a text inside an f-string."""
    if name.endswith(".py"):
        return "a text inside an f-string is never collected" if IN_F_STRING.search(source) else ""
    bare = CHINESE.search(TRANSLATED.sub("", source))
    return f"{bare.group()!r} stands outside the tags for translation" if bare else ""


def _trouble(message: Message, known: Message | None) -> str:
    if known is None:
        return "is missing"
    strings = [known.string] if isinstance(known.string, str) else list(known.string or ())
    if not strings or not all(strings):
        return "is not translated"
    if known.fuzzy:
        return "is marked fuzzy"
    if any(TWICE.fullmatch(string) for string in strings):
        return "says its translation more than once"
    expected = _placeholders(message.id if isinstance(message.id, str) else message.id[-1])
    if any(_placeholders(string) != expected for string in strings[-1:]):
        return f"has other placeholders than its translation {strings[-1]!r}"
    return ""


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def _texts(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def write_catalogue(found: Catalog, known: Catalog) -> None:
    """Write the texts sorted and without line numbers, so that two branches rarely touch the same lines."""
    result = Catalog(locale="en")
    added = 0
    for message in _texts(found):
        old = known.get(message.id, message.context)
        added += old is None
        result.add(
            message.id,
            old.string if old and old.pluralizable == message.pluralizable else None,
            locations=[(file, 0) for file in sorted({file for file, _line in message.locations})],
            flags=message.flags | (old.flags if old else set()),
            context=message.context,
        )
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        file.write(HEADER)
        write_po(file, result, sort_output=True, include_lineno=False, omit_header=True, width=100)
    print(f"{len(list(_texts(result)))} texts, {added} added")


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    django.setup()
    sys.exit(main())
