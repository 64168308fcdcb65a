"""Typeset documents into PDF. The layout is in `reports/document/typst/`; words come with the data.

Fonts and compiler are made lazily, once per process: made before a fork they hang the child.
"""

import json
import threading
from functools import cache
from pathlib import Path

import typst

from reports.document.blocks import Document
from reports.document.cleaning import clean_all
from reports.document.fonts import fonts
from reports.document.packing import packed

PPI = 200.0
REMEMBERED = 10  # documents of which typst keeps what it computed, 11 MB each
LAYOUT = Path(__file__).resolve().parent / "typst"
_one_at_a_time = threading.Lock()  # two threads on one compiler raise


class TypesettingFailed(Exception):
    """The layout could not be set; the message is for the log, not for users."""


def typeset(document: Document) -> bytes:
    """Return the PDF of a document. Equal documents give equal bytes.

    Raises:
        TypesettingFailed: on an error, and on any warning (a missing font or glyph is one).
    """
    text = json.dumps(clean_all(document), ensure_ascii=False, sort_keys=True)
    with _one_at_a_time:
        try:
            pdf, warnings = _compiler().compile_with_warnings(
                format="pdf",
                sys_inputs={"data": text},
                pdf_standards=["a-2a", "ua-1"],  # archivable, and readable by a screen reader
            )
            for _ in range(REMEMBERED):  # the next report has other words: nothing is found again
                _nothing().compile(format="svg")
        except typst.TypstError as error:
            raise TypesettingFailed(str(error)) from error
    if warnings:
        raise TypesettingFailed("; ".join(warning.message for warning in warnings))
    if not isinstance(pdf, bytes):
        raise TypesettingFailed("no document came out")
    try:
        return packed(pdf)
    except ValueError as error:
        raise TypesettingFailed(str(error)) from error


def picture_png(svg: str, width: int) -> bytes:
    """Return a drawing as a PNG for print, `width` in millimetres. Raises TypesettingFailed."""
    with _one_at_a_time:
        try:
            png = _painter().compile(format="png", ppi=PPI, sys_inputs={"svg": svg, "width": str(width)})
        except typst.TypstError as error:
            raise TypesettingFailed(str(error)) from error
    if not isinstance(png, bytes):
        raise TypesettingFailed("no picture came out")
    return png


@cache
def _painter() -> typst.Compiler:
    return _compiler_of("picture.typ")


@cache
def _compiler() -> typst.Compiler:
    return _compiler_of("document.typ")


@cache
def _nothing() -> typst.Compiler:
    return _compiler_of("nothing.typ")


def _compiler_of(layout: str) -> typst.Compiler:
    return typst.Compiler(
        input=str(LAYOUT / layout), root=str(LAYOUT), font_paths=fonts(), ignore_system_fonts=True
    )
