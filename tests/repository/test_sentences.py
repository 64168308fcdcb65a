"""Sentences for people stand in `wording` and in templates only.

A sentence is a translated literal that holds a full stop, a question mark or an exclamation mark. What is
shorter (a title, a verb, the name of a column) stands where it is used.

- What a field says of itself stands with the field: its `label`, `help_text` and `empty_label`.
- A document's templates are the modules that put its blocks together (`DOCUMENTS`), as those in `templates/`
  are the pages'.
"""

import ast
import re
from collections.abc import Iterator

from tests.repository.test_repository import APPS, ROOT, WIRING

TRANSLATING = re.compile(r"_|n?p?gettext(?:_lazy|_noop)?")
SENTENCE = re.compile(r"[。？！]")
OF_THE_FIELD = frozenset({"label", "help_text", "empty_label"})
DOCUMENTS = ("reports/document/content/", "plans/presenters/acceptance/")


def sentences(code: str) -> Iterator[str]:
    """Give the sentences that a module has translated, but for those of fields."""
    tree = ast.parse(code)
    words = [keyword for keyword in ast.walk(tree) if isinstance(keyword, ast.keyword)]
    own = {part for word in words if word.arg in OF_THE_FIELD for part in ast.walk(word.value)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and call not in own and TRANSLATING.fullmatch(ast.unparse(call.func)):
            texts = [text.value for text in call.args if isinstance(text, ast.Constant)]
            yield from (text for text in texts if isinstance(text, str) and SENTENCE.search(text))


def test_sentences_stand_in_wording_and_templates() -> None:
    files = [file for app in (*APPS, WIRING) for file in (ROOT / app).rglob("*.py")]
    places = {str(file.relative_to(ROOT)): file for file in files}
    looked_at = [place for place in places if not re.search(r"/(?:wording|migrations)[/.]", place)]
    assert [
        f"{place}: {text}"
        for place in looked_at
        if not place.startswith(DOCUMENTS)
        for text in sentences(places[place].read_text("utf-8"))
    ] == []


def test_a_sentence_is_found() -> None:
    code = """
A = _("已保存。")
B = _("保存")
C = gettext_lazy("第 %(place)s 位" "不对。请核对。")
D = ngettext("已保存 %(count)s 项。", "已保存 %(count)s 项。", 2)
E = Field(label=_("是否保留？"), help_text=_("不填为长期。"), error_messages={"required": _("请填写。")})
F = str("不译。")
"""
    assert [*sentences(code)] == [
        "已保存。",
        "第 %(place)s 位不对。请核对。",
        *["已保存 %(count)s 项。"] * 2,
        "请填写。",
    ]


def test_documents_are_where_they_are_said_to_be() -> None:
    assert all(any((ROOT / folder).glob("*.py")) for folder in DOCUMENTS)


def test_no_platform_speaks() -> None:
    """People are spoken to by the site's operator or by the page itself."""
    written = [
        *(ROOT / "templates").rglob("*.*"),
        *(file for app in APPS for file in (ROOT / app).rglob("*.*")),
    ]
    texts = [file for file in written if file.suffix in {".html", ".txt", ".py", ".yaml", ".js"}]
    assert [str(file.relative_to(ROOT)) for file in texts if "本平台" in file.read_text("utf-8")] == []
