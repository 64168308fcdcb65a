"""What stands in a PDF is the same, packed or not."""

from io import BytesIO
from typing import Any

import pytest
import typst
from pypdf import PdfReader

from reports.document import typesetting
from reports.document.packing import packed
from reports.document.typesetting import TypesettingFailed, typeset
from tests.reports.contents import make_document


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A report as typst writes it."""
    monkeypatch.setattr(typesetting, "packed", lambda pdf: pdf)
    return typeset(make_document())


def objects(pdf: bytes) -> list[bytes]:
    """Return what is written of each object, in the order of their numbers."""
    reader = PdfReader(BytesIO(pdf), strict=True)
    size: Any = reader.trailer["/Size"]
    return [written(reader.get_object(number)) for number in range(1, size)]


def written(one: Any) -> bytes:
    into = BytesIO()
    one.write_to_stream(into)
    return into.getvalue()


def test_each_object_is_what_it_was_at_two_thirds_of_the_size(unpacked: bytes) -> None:
    small = packed(unpacked)
    before, after = objects(unpacked), objects(small)
    assert after[: len(before)] == before
    *streams, references = after[len(before) :]
    assert streams
    assert all(b"/ObjStm" in stream for stream in streams)
    assert b"/XRef" in references
    assert len(small) < 0.67 * len(unpacked)


def test_the_file_keeps_its_header_its_root_and_its_name(unpacked: bytes) -> None:
    before, after = (PdfReader(BytesIO(pdf), strict=True) for pdf in (unpacked, packed(unpacked)))
    assert after.pdf_header == before.pdf_header
    for key in ("/Root", "/Info", "/ID"):
        assert written(after.trailer.raw_get(key)) == written(before.trailer.raw_get(key)), key


def test_what_typst_did_not_write_is_refused(monkeypatch: pytest.MonkeyPatch, unpacked: bytes) -> None:
    with pytest.raises(ValueError, match="as typst ends it"):
        packed(packed(unpacked))

    class Other:
        def compile_with_warnings(self, **_: Any) -> tuple[bytes, list[str]]:
            return b"%PDF-2.0", []

    monkeypatch.setattr(typesetting, "_compiler", Other)
    monkeypatch.setattr(typesetting, "packed", packed)
    with pytest.raises(TypesettingFailed, match="as typst ends it"):
        typeset(make_document())


def test_a_file_of_another_writer_is_told_by_its_end() -> None:
    other = typst.compile(b"x", format="pdf")
    assert packed(other).startswith(b"%PDF-")  # typst without our layout is read, too
    with pytest.raises(ValueError, match="as typst ends it"):
        packed(other.replace(b"/Size", b"/Prev 9/Size"))
