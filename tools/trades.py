"""The product's list of classes of GB/T 4754-2017, made from a transcript.

    python -m tools.trades CLASSES.csv

CLASSES.csv has the columns division, group, class and name. Out comes `enterprises/data/classes.csv`: groups
(three digits) and classes (four) with their names. What people call them stands in `trade_words.yaml`.
"""

import argparse
import csv
import sys
import unicodedata
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "enterprises" / "data" / "classes.csv"
SOURCE = (
    "# Groups (中类, three digits) and classes (小类, four) of GB/T 4754-2017, by tools/trades.py.\n"
    "# Evidence V2: a public transcript of the standard.\n"
)


def main() -> int:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("classes", type=Path)
    with parser.parse_args().classes.open(encoding="utf-8-sig", newline="") as file:
        rows = compact(list(csv.DictReader(file)))
    with OUT.open("w", encoding="utf-8", newline="") as out:
        out.write(SOURCE)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows((("code", "name"), *rows))
    print(f"{sum(len(code) == 4 for code, _name in rows)} classes")
    return 0


def compact(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Return (code, name) by code; blanks that a transcript left in names are taken out."""
    named = {row["class"] or row["group"]: "".join(row["name"].split()) for row in rows}
    return sorted((code, unicodedata.normalize("NFC", name)) for code, name in named.items() if code)


if __name__ == "__main__":
    sys.exit(main())
