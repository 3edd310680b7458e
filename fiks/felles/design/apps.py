from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "fiks.felles.design"
    label = "design"
    verbose_name = "Design"

    def ready(self) -> None:
        """Register the checks of this app."""
        from fiks.felles.design import checks  # noqa: F401 - registers itself
