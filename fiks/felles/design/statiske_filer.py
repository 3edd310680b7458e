"""Static files under names that carry their hash, so that browsers may keep them for ever; compressed beside."""

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # has no types


class HashedWhenCollected(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # has no types
    """At the desk and in tests a file that has not been collected is served from its source under its own name.

    In production such a file is an error; `fiks tjener` collects before it serves.
    """

    def stored_name(self, name: str) -> str:
        """The name with its hash, as `collectstatic` wrote it in the manifest."""
        collected = self.hash_key(self.clean_name(name)) in self.hashed_files
        return str(super().stored_name(name)) if collected or settings.PRODUCTION else name
