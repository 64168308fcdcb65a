"""Random questionnaires as workbooks, there and back: what is lost, and how long one takes.

    python -m tests.bench.round_trips [how many] [libreoffice]

With `libreoffice` each is opened and saved by it in between.
"""

import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.assessment.round_trips import lost, random_sheet, written  # noqa: E402  (Django first)
from tests.standards.fixtures import standard_2024  # noqa: E402

SEED = 1
AT_ONCE = 50  # LibreOffice 7.4 ends without a word behind some 250


def main(arguments: list[str]) -> int:
    """Print each loss and the sum; return 1 where something is lost."""
    count = int(arguments[0]) if arguments else 1000
    dice, start = random.Random(SEED), time.process_time()
    sheets = {f"{number:04}.xlsx": random_sheet(standard_2024(), dice) for number in range(count)}
    books = {name: written(sheet) for name, sheet in sheets.items()}
    if "libreoffice" in arguments:
        books = saved_by_libreoffice(books)
    losses = [f"{name} {text}" for name, sheet in sheets.items() for text in lost(sheet, books[name])]
    took = 1000 * (time.process_time() - start) / count
    print(*losses, f"{count} workbooks, {len(losses)} losses, {took:.0f} ms of CPU each", sep="\n")  # noqa: T201
    return 1 if losses else 0


def saved_by_libreoffice(books: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the workbooks as LibreOffice writes them."""
    with TemporaryDirectory() as folder:
        given, back, home = (Path(folder, name) for name in ("given", "back", "home"))
        given.mkdir()
        for name, content in books.items():
            (given / name).write_bytes(content)
        command = ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", "xlsx"]
        files = [str(given / name) for name in books]
        for start in range(0, len(files), AT_ONCE):
            some = [*command, "--outdir", str(back), *files[start : start + AT_ONCE]]
            subprocess.run(some, stdout=subprocess.DEVNULL, check=True)
        return {name: (back / name).read_bytes() for name in books}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
