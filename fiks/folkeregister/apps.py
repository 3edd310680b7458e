from django.apps import AppConfig


class FolkeregisterConfig(AppConfig):
    name = "fiks.folkeregister"
    label = "folkeregister"
    verbose_name = "Folkeregister"

    def ready(self) -> None:
        """Register the privilege of using a register role, and the start-up checks."""
        from fiks.felles.tilgang import privilegier
        from fiks.felles.tilgang.models import RessursType
        from fiks.folkeregister import checks  # noqa: F401 - registers itself
        from fiks.folkeregister.access import BRUK, TJENESTE

        privilegier.register(
            privilegier.Privilegium(
                BRUK,
                RessursType.REGISTERROLLE,
                "Bruk av rollen",
                "Slår opp, søker og lager lister med det rollen åpner for.",
                tjeneste=TJENESTE,
            )
        )
