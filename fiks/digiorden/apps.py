from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DigiordenConfig(AppConfig):
    name = "fiks.digiorden"
    label = "digiorden"
    verbose_name = "Digiorden"

    def ready(self) -> None:
        """Register the privileges, and the words of the log."""
        from fiks.digiorden.access import PRIVILEGES, TJENESTE
        from fiks.felles.tilgang import loggord, privilegier
        from fiks.felles.tilgang.models import RessursType

        for kode, navn, beskrivelse in PRIVILEGES:
            privilegier.register(
                privilegier.Privilegium(kode, RessursType.VIRKSOMHET, navn, beskrivelse, tjeneste=TJENESTE)
            )
        loggord.register_acts(_ACTS)


# Each act that is written to the audit log, as the log's pages call it.
_ACTS = {
    "digiorden.tilgang_gitt": _("Ga tilgang til Digiorden"),
}
