from django.apps import AppConfig


class TilgangConfig(AppConfig):
    name = "fiks.felles.tilgang"
    label = "tilgang"
    verbose_name = "Tilgang"

    def ready(self) -> None:
        """Register the privileges of this app."""
        from fiks.felles.kontekst import Acr
        from fiks.felles.tilgang import privilegier
        from fiks.felles.tilgang.models import RessursType

        privilegier.register(
            privilegier.Privilegium(
                privilegier.ADMINISTRER,
                RessursType.VIRKSOMHET,
                "Fiks-administrator",
                "Lager roller, gir og tar tilgang, og leser loggen.",
                acr=Acr.HIGH,
            )
        )
        privilegier.register(
            privilegier.Privilegium(
                privilegier.KONTROLLER,
                RessursType.OMRAADE,
                "Loggkontrollør",
                "Ser hvem oppslag i området gjaldt, når loggen kontrolleres.",
                acr=Acr.HIGH,
            )
        )
