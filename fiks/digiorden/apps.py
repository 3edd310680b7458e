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
    "digiorden.behandling_opprettet": _("Lagde en behandling"),
    "digiorden.behandling_lagret": _("Endret en behandling"),
    "digiorden.behandling_import": _("Leste en behandling inn fra fil"),
    "digiorden.behandling_sendt": _("Sendte en behandling til godkjenning"),
    "digiorden.behandling_godkjent": _("Godkjente en behandling"),
    "digiorden.behandling_returnert": _("Sendte en behandling tilbake"),
    "digiorden.behandling_revisjon": _("Begynte en ny versjon av en behandling"),
    "digiorden.behandling_forkastet": _("Forkastet en ny versjon av en behandling"),
    "digiorden.behandling_trukket": _("Trakk tilbake en behandling"),
    "digiorden.behandling_frist": _("Flyttet fristen for å se over en behandling"),
    "digiorden.behandling_paaminnet": _("Minnet om behandlinger som skal ses over"),
    "digiorden.protokoll_hentet": _("Hentet protokollen"),
    "digiorden.protokoll_innlest": _("Leste inn behandlinger fra en fil"),
    "digiorden.begrep_lagt_til": _("La til et ord i et register"),
    "digiorden.begrep_endret": _("Endret et ord i et register"),
    "digiorden.begrep_slaatt_sammen": _("Slo sammen to ord i et register"),
    "digiorden.felthjelp_satt": _("Satte en hjelpetekst"),
    "digiorden.felthjelp_fjernet": _("Fjernet en hjelpetekst"),
}
