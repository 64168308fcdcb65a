"""The report has one font, of which only what other languages would do is missing."""

from pathlib import Path

import pytest
import typst

from reports.document.fonts import COLLECTION, FAMILY, covered, fonts


def test_there_is_one_font_and_its_file_does_not_stay() -> None:
    [font] = fonts().fonts()
    assert font.family == FAMILY
    assert not Path(str(font.path)).exists()


def width(content: str, found: typst.Fonts) -> str:
    source = f'''
        #set text(font: "{FAMILY}", size: 10pt, lang: "zh", region: "cn")
        #context [#metadata(measure[{content}].width) <w>]
    '''
    compiler = typst.Compiler(source.encode(), font_paths=found, ignore_system_fonts=True)
    return compiler.query("<w>", field="value")


@pytest.mark.parametrize("text", ["数—数", "——", "……", "“数”", "fi", "AV", "骨", "㎡", "か゚"])
def test_texts_are_as_wide_as_with_the_whole_font(text: str) -> None:
    whole = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(COLLECTION.parent)]
    )
    assert width(text, fonts()) == width(text, whole)


def test_rare_characters_are_known_to_be_there() -> None:
    assert {ord(character) for character in "数𠮷䶮—"} <= covered()
    assert not {ord(character) for character in "🎉\u202e"} & covered()
