from django.apps import AppConfig


class NettstedConfig(AppConfig):
    name = "fiks.nettsted"
    label = "nettsted"
    verbose_name = "Nettstedet"

    def ready(self) -> None:
        """Load the start-up checks."""
        from fiks.nettsted import checks  # noqa: F401 - registers itself
