"""Files are sent, to be saved: they are never shown within our pages."""

from collections.abc import Iterator

from django.db.models.fields.files import FieldFile
from django.http import Http404, StreamingHttpResponse

from enterprises.domain.file_names import disposition
from enterprises.domain.uploads import mime
from enterprises.models import FirmFile


def file_response(found: FirmFile) -> StreamingHttpResponse:
    """Return a file to somebody who may see it. Raises Http404 where the store does not have it."""
    return stored_response(found.file, found.name, size=found.size)


def stored_response(file: FieldFile, name: str, *, size: int, plain: str = "") -> StreamingHttpResponse:
    """Return what a column of files holds, under a name (`plain`: as in `disposition`).

    `size`: in bytes. Raises Http404 where there is nothing yet, or the store does not have it.
    """
    if not file:
        raise Http404
    try:
        file.open("rb").close()
    except FileNotFoundError as error:
        raise Http404 from error
    response = StreamingHttpResponse(_chunks(file), content_type=mime(name))
    response["Content-Disposition"] = disposition(name, plain=plain)
    response["Content-Length"] = str(size)
    return response


def _chunks(file: FieldFile) -> Iterator[bytes]:
    # Opened once somebody reads: a HEAD leaves nothing open.
    with file.open("rb") as content:
        yield from content.chunks()
