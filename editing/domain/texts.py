"""Texts in two languages, and what words, codes and numbers of any content may be."""

import re
from dataclasses import dataclass

CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
CODES = ("code", "key")
LONGEST = 4_000  # characters of a text
MOST = 32_767  # what a small integer of the database holds
ADDRESS = ("https://", "http://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text in two languages, with room for the official wording once a person has verified it."""

    zh: str
    en: str = ""
    official: str = ""

    def plain(self, language: str) -> str:
        """Return our own wording in the language asked for, Chinese where English is missing."""
        return self.en if self.en and language.startswith("en") else self.zh


NO_TEXT = Text(zh="")
