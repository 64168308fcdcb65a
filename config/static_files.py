"""Static files of this version, collected beside those of the one before: its pages and processes live on."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

STAMP = "collected"


def collect() -> None:
    """Collect and compress, unless nothing changed since the last time; forget what two versions do without.

    All is made anew where the last time did not come to its end: files may be half written.
    """
    store: Any = staticfiles_storage  # one with a manifest (STORAGES)
    root, digest = Path(settings.STATIC_ROOT), digest_of_sources()
    stamp = root / STAMP
    is_whole = stamp.exists()
    of_last, *names = stamp.read_text(encoding="utf-8").splitlines() if is_whole else [""]
    if of_last == digest:
        return
    stamp.unlink(missing_ok=True)
    there = dict(store.hashed_files) if is_whole else {}  # of the last version, and of the one before it
    last = {name: at for name, at in there.items() if not names or name in names}  # none: an old stamp
    call_command("collectstatic", verbosity=0, interactive=False, clear=not is_whole)
    own = dict(store.hashed_files)
    # What only the last version has: a process of it that starts anew looks for it here.
    both = there if own == last else last | own
    store.hashed_files = both
    store.save_manifest()
    if both != there:
        _keep_only(root, {*last.values(), *own.values(), store.manifest_name})
    stamp.write_text("\n".join([digest, *sorted(own)]), encoding="utf-8")


def digest_of_sources() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _keep_only(root: Path, names: set[str]) -> None:
    for file in [found for found in root.rglob("*") if found.is_file()]:
        if file.relative_to(root).as_posix().removesuffix(".gz") not in names:
            file.unlink()
