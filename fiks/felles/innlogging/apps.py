from django.apps import AppConfig


class InnloggingConfig(AppConfig):
    name = "fiks.felles.innlogging"
    label = "innlogging"
    verbose_name = "Innlogging"

    def ready(self) -> None:
        """Load the start-up checks."""
        from fiks.felles.innlogging import checks  # noqa: F401 - registers itself
