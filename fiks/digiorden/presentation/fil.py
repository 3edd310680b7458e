"""A file as an answer."""

from django.http import HttpResponse


def file_answer(content: bytes, *, navn: str, media_type: str) -> HttpResponse:
    """The file, to be saved and never kept by anyone on the way."""
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{navn}"', "Cache-Control": "no-store"},
    )
