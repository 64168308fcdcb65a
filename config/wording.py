"""Sentences for those who run the site: in both languages, for a terminal has none of its own."""

from django.utils.translation import gettext as _
from django.utils.translation import override

LANGUAGES = ("zh-hans", "en")


def say_old_database(place: str) -> str:
    """Return why the database is refused and what to do, in Chinese and in English."""
    sentences = []
    for language in LANGUAGES:
        with override(language):
            sentence = _(
                "数据库 {place} 由 0.2 之前的开发版本建立，本版本无法使用；其中的内容没有任何改动。"
                "请将它移到别处，或改用一个空的数据库，然后重新启动。"
            )
        sentences.append(sentence.format(place=place))
    return " ".join(sentences)
