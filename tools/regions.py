"""The product's list of places, made from a history of GB/T 2260 with successors.

    python -m tools.regions HISTORY.csv PROVINCES.csv --until 2024

HISTORY.csv is `result.csv` of yescallop/areacodes (CC0): a row for each time that a code had a name, with the
codes that came after it. PROVINCES.csv (code6, name) is another transcript, held against it. Out comes
`enterprises/data/regions.csv`: code, name, and for a withdrawn code the year it ended and what it leads to.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "enterprises" / "data" / "regions.csv"
IN_USE = "在用"
SOURCE = (
    "# GB/T 2260 codes in use at the end of {until}, and withdrawn ones with the year they ended and their\n"
    "# successors (several: it was divided). Source: yescallop/areacodes result.csv (CC0-1.0), by\n"
    "# tools/regions.py. Evidence V2: a public transcript; provinces agree with a second one.\n"
)

Row = Mapping[str, str]


def main() -> int:
    """Write the list; say what does not fit and write nothing then."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("history", type=Path)
    parser.add_argument("provinces", type=Path)
    parser.add_argument("--until", type=int, required=True, help="the last year that the history covers")
    given = parser.parse_args()
    history = _rows(given.history)
    places = compact(history)
    if troubles := [*_province_troubles(places, _rows(given.provinces)), *_successor_troubles(places)]:
        print(*troubles, sep="\n", file=sys.stderr)
        return 1
    with OUT.open("w", encoding="utf-8", newline="") as out:
        out.write(SOURCE.format(until=given.until))
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("code", "name", "ended", "successors"))
        writer.writerows(places)
    print(f"{len(places)} codes, {sum(not ended for _code, _name, ended, _next in places)} of them in use")
    return 0


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def compact(history: Iterable[Row]) -> list[tuple[str, str, str, str]]:
    """Return (code, name, year ended, successors) by code: the row in use, else the newest.

    Successors are codes in use, separated by blanks: several where it was divided. Year and successors are
    empty for a code in use.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in history:
        rows[row["代码"]].append(row)
    newest = {code: max(rows[code], key=_age) for code in sorted(rows)}
    return [
        (code, row["名称"], row["变更/弃用时间"], "" if _used(row) else " ".join(sorted(_heirs(row, rows))))
        for code, row in newest.items()
    ]


def _heirs(row: Row, rows: Mapping[str, Sequence[Row]]) -> set[str]:
    """Return the codes in use of what came after a row.

    Codes are given anew: 511400 was 涪陵市 until 1997 and is 眉山市 since 2000. So each step follows the row
    that its code had in that year.
    """
    if _used(row):
        return {row["代码"]}
    found: set[str] = set()
    for code in _next(row, rows):
        then = [other for other in rows.get(code, ()) if int(other["启用时间"]) <= int(row["变更/弃用时间"])]
        found |= _heirs(max(then, key=_began), rows) if then else {code}
    return found


def _next(row: Row, rows: Mapping[str, Sequence[Row]]) -> list[str]:
    """Return the codes that came after a row; of a city without any, those of counties that ended with it.

    Lists give cities no successors, counties always.
    """
    code, year = row["代码"], row["变更/弃用时间"]
    if (named := _final(row["新代码"])) or not code.endswith("00"):
        return named
    counties = (other for held in rows.values() for other in held if _city(other["代码"]) == code)
    return [
        later
        for county in counties
        if county["代码"] != code and county["变更/弃用时间"] == year
        for later in _final(county["新代码"])
    ]


def _city(code: str) -> str:
    return code[:4] + "00"


def _began(row: Row) -> int:
    return int(row["启用时间"])


def _used(row: Row) -> bool:
    return row["状态"] == IN_USE


def _age(row: Row) -> tuple[bool, int]:
    return _used(row), int(row["变更/弃用时间"] or 0)


def _final(codes: str) -> list[str]:
    """Leave out `130108[2001]`: a part that went to another place before the end."""
    return [code for code in codes.split(";") if code and "[" not in code]


def _province_troubles(places: Sequence[tuple[str, ...]], provinces: Iterable[Row]) -> Iterable[str]:
    ours = {code: name for code, name, ended, _next in places if code.endswith("0000") and not ended}
    theirs = {row["code6"]: row["name"] for row in provinces}
    for code in sorted(ours.keys() | theirs.keys()):
        if ours.get(code) != theirs.get(code):
            yield f"{code}: {ours.get(code)} here, {theirs.get(code)} there"


def _successor_troubles(places: Sequence[tuple[str, ...]]) -> Iterable[str]:
    in_use = {code for code, _name, ended, _successors in places if not ended}
    for code, _name, ended, successors in places:
        if ended and not successors:
            yield f"{code} leads nowhere"
        for successor in successors.split():
            if successor not in in_use:
                yield f"{code} leads to {successor}, which is not in use"


if __name__ == "__main__":
    sys.exit(main())
