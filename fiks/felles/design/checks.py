"""Have the static files been collected? Run by `fiks sjekk`, and by `fiks tjener` before it starts."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import CheckMessage, Error, register

_NOT_COLLECTED = "Stilark og skrifter er ikke samlet i FIKS_STATISK_MAPPE. Kjør «django-admin collectstatic» på nytt."


@register("design")
def check_static_files(**kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """Refuse to serve pages without styles."""
    if not settings.PRODUCTION or "design/fiks.css" in staticfiles_storage.hashed_files:  # type: ignore[attr-defined]  # ours
        return []
    return [Error(_NOT_COLLECTED, id="fiks.E020")]
