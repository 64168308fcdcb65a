"""Sentences of an outage, and for those who run the site: in both languages, for a terminal has none."""

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


def say_outage() -> str:
    """Return what to do while database or disk are out of reach, in the reader's language."""
    return _("暂时无法读写数据，这次没有保存。请稍后再试，填写的内容还在。")
