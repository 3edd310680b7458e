"""A file as the answer to a request."""

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header


def send_file(content: Iterable[bytes], *, name: str, media_type: str, size: int) -> HttpResponse:
    """Send it to be saved. Never kept by browsers or proxies on the way."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Length": str(size), "Cache-Control": "no-store", "Content-Disposition": disposition or ""}
    # A sibling of HttpResponse, which doors pass on as it is.
    return StreamingHttpResponse(content, content_type=media_type, headers=headers)  # type: ignore[return-value]
