"""Files are sent, to be saved: they are never shown within our pages."""

from collections.abc import Iterator

from django.http import Http404, StreamingHttpResponse

from enterprises.domain.file_names import disposition
from enterprises.domain.uploads import mime
from enterprises.models import FirmFile


def file_response(found: FirmFile) -> StreamingHttpResponse:
    """Return a file to somebody who may see it. Raises Http404 where the store does not have it."""
    try:
        found.file.open("rb").close()
    except FileNotFoundError as error:
        raise Http404 from error
    response = StreamingHttpResponse(_chunks(found), content_type=mime(found.name))
    response["Content-Disposition"] = disposition(found.name)
    response["Content-Length"] = str(found.size)
    response["Cache-Control"] = "private, no-store"
    return response


def _chunks(found: FirmFile) -> Iterator[bytes]:
    # Opened once somebody reads: a HEAD leaves nothing open.
    with found.file.open("rb") as content:
        yield from content.chunks()
