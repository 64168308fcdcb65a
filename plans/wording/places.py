"""Where everything lies in a package: folders and file names, the same in the index and in the archive."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, count
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from plans.domain.acceptance import Item, Part
from plans.models import FileKind, StoredFile
from plans.selectors.dossier import Dossier, StepRecord
from reports.domain.short_name import for_file
from standards.wording.results import local


def index() -> str:
    return _("00-目录与对比") + ".pdf"


def missing() -> str:
    return _("缺少的材料") + ".txt"


def before() -> str:
    return _("01-改造前")


def after() -> str:
    return _("02-改造后")


def report() -> str:
    return _("自评报告") + ".pdf"


def data() -> str:
    return _("评测结果数据") + ".json"


def steps() -> str:
    return _("03-实施记录")


def step(record: StepRecord) -> str:
    """Return the folder of a step."""
    return f"{steps()}/{record.step.position:02d}-{for_file(local(record.measure.title))}"


def notes(record: StepRecord) -> str:
    """Return where the notes on a step lie."""
    name = _("记录")
    return f"{step(record)}/{name}.txt"


def kind(code: str) -> str:
    """Return the folder of files of one kind that belong to no single step."""
    place = list(FileKind.values).index(code) + 4
    return f"{place:02d}-{FileKind(code).label}"


def of_files(dossier: Dossier) -> dict[StoredFile, str]:
    """Return where each file lies. No two lie in one place, for systems that tell no case apart either."""
    found: dict[StoredFile, str] = {}
    taken = {notes(record).casefold() for record in dossier.steps}
    for folder, files in _folders(dossier):
        for file in files:
            found[file] = path = _free(folder, PurePosixPath(file.name), taken)
            taken.add(path.casefold())
    return found


def of_item(item: Item) -> str:
    """Return where what an item asks for lies; empty for what the authority does."""
    match item.part:
        case Part.BEFORE:
            return before()
        case Part.AFTER:
            return after()
        case Part.DIFFERENCE | Part.EFFECTS | Part.PLEDGE:
            return index()
        case Part.STEPS:
            return steps()
        case Part.FILES:
            return kind(item.kind)
        case Part.AUTHORITY:
            return ""


def _folders(dossier: Dossier) -> Iterator[tuple[str, Iterable[StoredFile]]]:
    for record in dossier.steps:
        yield step(record), (file for file in record.files if file.kind == FileKind.PROOF)
    # Contracts and invoices are looked for in one place, whatever step they belong to.
    for code in FileKind.values:
        yield kind(code), (file for file in dossier.all_files if file.kind == code and _lies_by_kind(file))


def _lies_by_kind(file: StoredFile) -> bool:
    return file.kind != FileKind.PROOF or file.step_id is None


def _free(folder: str, name: PurePosixPath, taken: Collection[str]) -> str:
    """Return the first path for a file that is not taken: as it is called, or with a number."""
    stem, suffix = for_file(name.stem) or _("文件"), name.suffix
    marks = chain([""], (f" ({number})" for number in count(2)))
    paths = (f"{folder}/{stem}{mark}{suffix}" for mark in marks)
    return next(path for path in paths if path.casefold() not in taken)
