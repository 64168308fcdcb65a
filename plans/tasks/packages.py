"""What the worker does for a package. Named in `settings.JOB_HANDLERS`."""

import hashlib
import logging
from functools import partial
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.core.files import File
from django.utils import timezone
from django.utils.translation import override

from assessment.models import Snapshot
from jobs.services.registry import JobFailed, Keep, Work
from plans.models import Package
from plans.presenters.acceptance.archive import write_archive
from plans.selectors.dossier import read_dossier
from plans.services.packages import NoRoom, keep_package, request_own_report, store_archive
from plans.wording.jobs import FILE_LOST, NO_ROOM, PACKAGE_FAILED
from reports.document.typesetting import TypesettingFailed
from reports.tasks import finished_file

logger = logging.getLogger(__name__)


def make_package(work: Work) -> Keep:
    """Put together the package that the payload names; noting it is left to the end of the job."""
    package = Package.objects.select_related(
        "plan__enterprise", "plan__snapshot__assessment__revision", "after__assessment__revision"
    ).get(public_id=work.payload["package"])
    work.progress(5)
    try:
        with TemporaryFile() as file:
            _write(file, package, work)
            digest, size = _digest(file), file.tell()
            file.seek(0)
            name = store_archive(package=package, attempt=work.attempt, archive=File(file))
    except TypesettingFailed as failure:
        logger.exception("Package %s could not be set", package.public_id)
        raise JobFailed(PACKAGE_FAILED) from failure
    except NoRoom as failure:
        raise JobFailed(NO_ROOM) from failure
    except FileNotFoundError as failure:
        logger.exception("Package %s lacks a file", package.public_id)
        raise JobFailed(FILE_LOST) from failure
    return partial(keep_package, package=package, name=name, size=size, sha256=digest)


def _write(file: IO[bytes], package: Package, work: Work) -> None:
    with override(settings.LANGUAGE_CODE):  # authorities read Chinese
        dossier = read_dossier(package.plan, code=package.template, after=package.after)
        before = _report(package, package.plan.snapshot)
        after = _report(package, package.after) if package.after else None
        work.progress(40)
        write_archive(
            file,
            dossier,
            number=str(package.public_id),
            at=package.added_at,
            reports=(before, after),
            progress=lambda percent: work.progress(40 + percent // 2),
        )


def _report(package: Package, snapshot: Snapshot) -> bytes:
    """Return the PDF of a result: the one that is there, else one that is made and kept here."""
    report = request_own_report(snapshot=snapshot, by=package.added_by, at=package.added_at)
    with finished_file(report, at=timezone.now()).pdf.open() as pdf:
        return bytes(pdf.read())


def _digest(file: IO[bytes]) -> str:
    """Return the SHA-256 of a file, which is at its end afterwards."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
