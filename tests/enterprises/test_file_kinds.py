"""Which files are taken, decided by their content, and under which name they are kept."""

import io
import zipfile
from itertools import product

import pytest

from enterprises.domain.file_content import HEAD_BYTES, second_look
from enterprises.domain.file_names import clean_name
from enterprises.domain.uploads import TYPES, FileProblem, mime, named_by_content, problem
from enterprises.services.files import RefusedFile
from enterprises.wording.files import refused_file_text


def zipped(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, f"<x>{name}</x>" * 50)
    return packed.getvalue()


def ole(*streams: str, clsid: bytes = bytes(16), at: int = 200) -> bytes:
    """Return an old container whose list of streams stands in sector `at`."""
    head = bytearray(512)
    head[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = at.to_bytes(4, "little")
    entries = b""
    for name in ("Root Entry", *streams):
        entry = bytearray(128)
        letters = name.encode("utf-16-le")
        entry[: len(letters)] = letters
        entry[80:96] = clsid
        entries += entry
    return bytes(head) + bytes(512 * at) + entries + bytes(HEAD_BYTES * 2)


def picture(brand: bytes, *others: bytes) -> bytes:
    length = 16 + 4 * len(others)
    return length.to_bytes(4, "big") + b"ftyp" + brand + bytes(4) + b"".join(others) + b"\0\0\0\x08meta"


PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"
INVOICE = '<?xml version="1.0" encoding="UTF-8"?><EInvoice><Header>数电票</Header></EInvoice>'
GOOD: dict[str, tuple[bytes, ...]] = {
    "pdf": (
        b"%PDF-1.7\n",
        b"\xef\xbb\xbf\r\n" + PDF,
        b"HTTP/1.1 200 OK\r\n\r\n" + PDF,  # as some programs save what they fetched
        b"\x00" * 1018 + PDF,
    ),
    "ofd": (zipped("OFD.xml", "Doc_0/Document.xml"), zipped("Doc_0\\Document.xml", "OFD.xml")),
    "xml": (INVOICE.encode(), b"\xef\xbb\xbf" + INVOICE.encode(), INVOICE.encode("utf-16"), b"<EInvoice/>"),
    "jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF",),
    "png": (b"\x89PNG\r\n\x1a\n\x00",),
    "heic": (picture(b"heic"), picture(b"mif1", b"mif1", b"heic"), b"\x00\x00\x00\x18ftypheic" + bytes(7)),
    "avif": (picture(b"avif"), picture(b"mif1", b"mif1", b"avif")),
    "webp": (b"RIFF\x10\x00\x00\x00WEBPVP8 ",),
    "gif": (b"GIF89a\x01\x00", b"GIF87a\x01\x00"),
    "bmp": (b"BM\x36\x00\x00\x00\x00\x00\x00\x00",),
    "tif": (b"II*\x00\x08\x00", b"MM\x00*\x00\x00", b"II+\x00\x08\x00", b"MM\x00+\x00\x08"),
    "doc": (ole("WordDocument"), ole("1Table", "Data", "SummaryInformation", "WordDocument")),
    "xls": (ole("Workbook"), ole("Book")),
    "ppt": (ole("PowerPoint Document"),),
    "docx": (zipped("[Content_Types].xml", "word/document.xml"),),
    "xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), zipped("[Content_Types].xml", "xl\\a.xml")),
    "pptx": (zipped("[Content_Types].xml", *(f"ppt/slides/slide{n}.xml" for n in range(2000))),),
    "rtf": (b"{\\rtf1\\ansi",),
    "txt": (
        "名称,数量".encode("gbk"),
        "名称\t数量\r\n".encode(),
        "名称".encode("utf-16"),
        "甲".encode() * 30_000,
    ),
    "zip": (zipped("照片/1.jpg"), zipped("word/1.jpg"), zipped()),
    "rar": (b"Rar!\x1a\x07\x01\x00",),
    "7z": (b"7z\xbc\xaf\x27\x1c\x00\x04",),
}
ALIKE = {
    "jpg": ("jpeg", "jfif"),
    "heic": ("heif",),
    "tif": ("tiff",),
    "doc": ("wps",),
    "xls": ("et",),
    "ppt": ("dps",),
    "docx": ("wps",),
    "xlsx": ("et",),
    "pptx": ("dps",),
    "rtf": ("doc",),
    "txt": ("csv",),
}
KINDS = [(kind, content) for kind, contents in GOOD.items() for content in contents]


def kept(name: str, content: bytes) -> str | FileProblem:
    """Return the name under which a file is kept, or why it is not."""
    name, head = clean_name(name), content[:HEAD_BYTES]
    more = content[second_look(head, len(content)) :][:HEAD_BYTES]
    return problem(name, head, more) or named_by_content(name, head, more)


@pytest.mark.parametrize(("kind", "content"), KINDS)
def test_a_good_name_stays(kind: str, content: bytes) -> None:
    for ending in (kind, *ALIKE.get(kind, ())):
        assert kept(f"合同.{ending}", content) == f"合同.{ending}"
        assert kept(f"合同.{ending.upper()}", content) == f"合同.{ending.upper()}"
        assert kept(f"合同.{ending}. ", content) == f"合同.{ending}"
        assert kept(f"合同.扫描.{ending}", content) == f"合同.扫描.{ending}"


@pytest.mark.parametrize(("kind", "content"), KINDS)
def test_a_name_without_an_ending_gets_the_right_one(kind: str, content: bytes) -> None:
    assert kept("合同", content) == f"合同.{kind}"
    assert kept(".", content) == f"_.{kind}"


@pytest.mark.parametrize(("kind", "content"), KINDS)
def test_an_ending_of_another_kind_is_put_right(kind: str, content: bytes) -> None:
    for other in TYPES:
        found = kept(f"IMG_0001.{other}", content)
        fits = other in (kind, *ALIKE.get(kind, ()))
        if not fits and (kind, other) not in OPEN:
            assert found == f"IMG_0001.{kind}", other
        assert kept(f"IMG.{kind}.{other}", content) in (f"IMG.{kind}", f"IMG.{kind}.{other}")


# A text may begin with a sign of XML, RTF is opened by what opens old texts, an empty archive says nothing.
OPEN = {
    *product(("xml",), ("txt", "csv")),
    *product(("rtf",), ("wps",)),
    *product(("zip",), ("docx", "xlsx", "pptx", "ofd", "wps", "et", "dps")),
}


@pytest.mark.parametrize(
    ("name", "content", "now"),
    [
        ("IMG_0001.jpg", bytes.fromhex("00000018667479706865696300000000"), "IMG_0001.heic"),
        ("IMG_0002.JPG", b"RIFF....WEBP", "IMG_0002.webp"),
        ("照片.png", b"\xff\xd8\xff\xe0", "照片.jpg"),
        ("发票.ofd", b"PK\x03\x04", "发票.ofd"),
        ("加密.docx", ole("EncryptedPackage", "EncryptionInfo"), "加密.docx"),
        ("截断.xls", bytes.fromhex("d0cf11e0a1b11ae1"), "截断.xls"),
        ("台账.xls", ole("WordDocument", "Workbook"), "台账.xls"),  # with a Word document inside
        ("导出.xls", "名称\t数量".encode("gbk"), "导出.txt"),
        ("报告2024.12", b"%PDF-1.4", "报告2024.12.pdf"),
        ("a.pdf.合同", b"%PDF-1.4", "a.pdf.合同.pdf"),
        ("x" * 300, b"%PDF-1.4", "x" * 116 + ".pdf"),
        ("混.zip", zipped("[Content_Types].xml", "word/document.xml"), "混.docx"),
    ],
)
def test_what_people_have_is_kept_under_a_name_that_opens(name: str, content: bytes, now: str) -> None:
    assert kept(name, content) == now


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
NEVER = {
    "a page": b"<!DOCTYPE html><html></html>",
    "a page after blanks": b"\xef\xbb\xbf \r\n<!-- x --><HTML>",
    "a page in UTF-16": "<html><script>".encode("utf-16"),
    "a page as XML": b'<?xml version="1.0"?><a:html xmlns:a="http://www.w3.org/1999/xhtml"/>',
    "a drawing": SVG,
    "a drawing as XML": b'<?xml version="1.0"?><!-- x -->' + SVG,
    "a drawing under a prefix": b'<?xml version="1.0"?><s:g xmlns:s="http://www.w3.org/2000/svg"/>',
    "XML that styles itself": b'<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>',
    "a script": b"<script>alert(1)</script>",
    "a shell script": b"#!/bin/sh\n",
    "a batch file": b"@echo off\r\n",
    "PHP": b"<?php system($_GET[0]);",
    "a page as mail": b"MIME-Version: 1.0\r\n",
    "a program": b"MZ\x90\x00",
    "a program of two letters": b"MZ",
    "a program of Linux": b"\x7fELF\x02",
    "a class": b"\xca\xfe\xba\xbe\x00\x00",
    "a shortcut": b"L\x00\x00\x00\x01\x14\x02\x00",
    "an installer": ole("x", clsid=bytes.fromhex("84100c0000000000c000000000000046")),
    "an app": zipped("AndroidManifest.xml", "classes.dex"),
    "a Java program": zipped("META-INF/MANIFEST.MF", "A.class"),
    "a video": picture(b"isom"),
    "a sound": b"RIFF\x10\x00\x00\x00WAVE",
    "a page before a PDF": b"<html>" + PDF,
    "a PDF that begins too late": b"\x00" * 1019 + PDF,
    "bytes": bytes(range(256)),
    "controls": b"a\x01b",
}


PAGES = {what for what in NEVER if what.startswith(("a page", "a drawing", "XML"))} | {"a script", "PHP"}


@pytest.mark.parametrize("what", NEVER)
def test_what_might_be_run_is_refused_whatever_its_name(what: str) -> None:
    for name in ("a", "a.exe", "a.html", "a.svg"):
        assert kept(name, NEVER[what]) is FileProblem.TYPE, name
    told = FileProblem.PAGE if what in PAGES else FileProblem.CONTENT
    for name in ("a.JPG.", *(f"a.{ending}" for ending in TYPES)):
        assert kept(name, NEVER[what]) is told, name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("导出.xls", '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>'.encode("gbk")),
        ("导出.xls", "\r\n<table border=1><tr><td>名称".encode("gbk")),
        ("导出.xls", b"<meta http-equiv=Content-Type content=text/html><table>"),
        ("合同.doc", b'<html xmlns:w="urn:schemas-microsoft-com:office:word">'),
        ("合同.doc", b"MIME-Version: 1.0\r\nContent-Type: multipart/related;"),
        ("发票.xml", b'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="a.xsl"?><EInvoice/>'),
    ],
)
def test_who_sends_a_page_that_a_program_calls_a_table_or_text_is_told_what_to_do(
    name: str, content: bytes
) -> None:
    assert kept(name, content) is FileProblem.PAGE
    assert "另存为 .xlsx 或 PDF" in refused_file_text(RefusedFile(name, FileProblem.PAGE))


def test_a_text_that_names_the_sign_of_a_pdf_stays_a_text() -> None:
    assert kept("说明.txt", "归档的文件须以 %PDF-1.7 开头。".encode()) == "说明.txt"


def test_an_archive_whose_first_file_is_a_pdf_is_an_archive() -> None:
    packed = b"a.pdf".ljust(257, b"\0") + b"ustar".ljust(255, b"\0") + PDF
    assert [kept(name, packed) for name in ("材料.tar", "材料.pdf")] == [FileProblem.ARCHIVE] * 2


def test_a_table_in_xml_is_no_page() -> None:
    assert kept("a.xml", b'<?xml version="1.0"?><data><table name="a"/></data>') == "a.xml"


@pytest.mark.parametrize("name", ["a.bat", "a.vbs", "a.JS", "a.html", "a.pdf.exe", "a.conf"])
def test_a_text_under_an_ending_that_is_not_taken_is_none(name: str) -> None:
    assert kept(name, b"x = 1") is FileProblem.TYPE
    assert kept(name, b"<x/>") is FileProblem.TYPE


@pytest.mark.parametrize("name", ["a.exe", "a.pdf.EXE", "a.html.", "a.svg"])
def test_what_is_called_a_program_or_a_page_is_none_whatever_it_is(name: str) -> None:
    assert kept(name, b"%PDF-1.4") is FileProblem.TYPE


def test_an_empty_file_is_named_as_such_whatever_its_name() -> None:
    for name in ("a", "a.exe", *(f"a.{ending}" for ending in TYPES)):
        assert kept(name, b"") is FileProblem.EMPTY
        assert kept(name, b" \r\n\t") is FileProblem.EMPTY


@pytest.mark.parametrize("name", ["a", "a.docm", "a.docx", "a.xlsx", "a.zip", "a.pdf"])
def test_who_sends_macros_is_told_what_to_do(name: str) -> None:
    with_macros = zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
    assert kept(name, with_macros) is FileProblem.MACROS
    assert "另存为不带宏的文件" in refused_file_text(RefusedFile(name, FileProblem.MACROS))
    assert kept("a.exe", with_macros) is FileProblem.TYPE


@pytest.mark.parametrize(
    ("name", "streams"),
    [
        ("a.xls", ("Workbook", "_VBA_PROJECT_CUR", "VBA", "dir")),
        ("a.doc", ("WordDocument", "Macros", "VBA", "_VBA_PROJECT", "dir")),
        ("a.docx", ("WordDocument", "_VBA_PROJECT")),
    ],
)
def test_who_sends_macros_in_an_old_kind_is_told_too(name: str, streams: tuple[str, ...]) -> None:
    assert kept(name, ole(*streams)) is FileProblem.MACROS


@pytest.mark.parametrize(
    "content",
    [
        b"\x1f\x8b\x08\x00abc",
        b"BZh91AY&SY\x00\x01",
        b"\xfd7zXZ\x00\x00",
        b"MSCF\x00\x00",
        b"a.txt".ljust(257, b"\x00") + b"ustar\x0000",
    ],
)
def test_who_packed_with_another_program_is_told_what_to_do(content: bytes) -> None:
    for name in ("a", "a.tar.gz", "a.tgz", "a.zip"):
        assert kept(name, content) is FileProblem.ARCHIVE
    assert "请改用 zip 打包" in refused_file_text(RefusedFile("a.tgz", FileProblem.ARCHIVE))


def test_an_old_container_of_nobody_knows_what_keeps_no_foreign_name() -> None:
    assert kept("a.jpg", ole("Contents")) is FileProblem.CONTENT
    assert kept("a", ole("Contents")) is FileProblem.TYPE


def test_what_is_sent_says_its_type() -> None:
    assert (mime("a.PDF"), mime("a.et"), mime("a")) == ("application/pdf", *["application/octet-stream"] * 2)
    assert (mime("发票.ofd"), mime("a.xml")) == ("application/ofd", "application/xml")
