"""A virus scanner (clamd) is asked about every upload before anything reads or keeps it."""

import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from pytest_django import Settings

from assessment.forms.workbook import BookForm
from editing.forms.files import FileForm
from enterprises.forms.files import FilesForm
from enterprises.forms.verification import LicenceForm
from tools.environment import ROOT

Clamd = Callable[[bytes], list[bytes]]
CLEAN, FOUND = b"stream: OK\0", b"stream: Win.Test.EICAR_HDB-1 FOUND\0"


@pytest.fixture
def clamd(settings: Settings, tmp_path: Path) -> Iterator[Clamd]:
    """Start what answers as clamd does, at a socket; gives the list of what it is sent."""
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(tmp_path / "clamd"))
    door.listen()
    settings.CLAMD, settings.CLAMD_INSISTS = str(tmp_path / "clamd"), True
    sent: list[bytes] = []
    answers: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                line, _whence = door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while size := int.from_bytes(stream.read(4), "big"):
                    content += stream.read(size)
                sent.append(content)
                line.sendall(answers[-1])

    Thread(target=serve, daemon=True).start()

    def answering(answer: bytes) -> list[bytes]:
        answers.append(answer)
        return sent

    yield answering
    door.shutdown(socket.SHUT_RDWR)
    door.close()


def upload(content: bytes = b"%PDF-1.7 content") -> SimpleUploadedFile:
    return SimpleUploadedFile("合同.pdf", content)


def licence_form(file: SimpleUploadedFile) -> LicenceForm:
    return LicenceForm({}, MultiValueDict({"licence": [file]}))


def read_nothing(_content: bytes) -> Any:
    raise AssertionError("read before it was scanned")


FORMS: list[tuple[str, Callable[[Any], Any]]] = [
    ("attachments", lambda files: FilesForm({}, files)),
    ("licence", lambda files: LicenceForm({}, files)),
    ("file", lambda files: BookForm({}, files)),
    ("file", lambda files: FileForm({}, files, read=read_nothing)),
]


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_what_is_infected_is_refused_by_name_and_read_by_nobody(
    name: str, form: Callable[[Any], Any], clamd: Clamd
) -> None:
    sent = clamd(FOUND)
    bound = form({name: [upload()] if name == "attachments" else upload()})
    assert bound.errors[name] == ["“合同.pdf”未上传：查毒程序在其中发现病毒。请在您的电脑上查杀后再上传。"]
    assert sent == [b"%PDF-1.7 content"]


def test_what_is_clean_is_taken_whole(clamd: Clamd) -> None:
    sent = clamd(CLEAN)
    large = upload(b"x" * 200_000)
    form = licence_form(large)
    assert form.is_valid()
    assert sent == [b"x" * 200_000]
    assert form.cleaned_data["licence"].read() == b"x" * 200_000


def test_without_a_verdict_nothing_is_taken_unless_the_operator_says_so(
    clamd: Clamd, settings: Settings
) -> None:
    clamd(b"INSTREAM size limit exceeded. ERROR\0")
    words = ["“合同.pdf”未上传：查毒程序暂时不可用。请稍后再试。"]
    assert licence_form(upload()).errors["licence"] == words
    settings.CLAMD = "127.0.0.1:1"
    assert licence_form(upload()).errors["licence"] == words
    settings.CLAMD_INSISTS = False
    assert licence_form(upload()).is_valid()


def test_without_a_scanner_nobody_is_asked(settings: Settings) -> None:
    settings.CLAMD = ""
    assert licence_form(upload()).is_valid()


def test_no_form_takes_a_file_past_the_scanner() -> None:
    apps = [file.parent for file in ROOT.glob("*/apps.py")]
    past = [
        file.relative_to(ROOT).as_posix()
        for app in apps
        for file in app.rglob("*.py")
        if re.search(r"forms\.(File|Image)Field\b", file.read_text(encoding="utf-8"))
    ]
    assert past == ["enterprises/forms/files.py"]
