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
    "digiorden.applikasjon_registrert": _("Registrerte en applikasjon"),
    "digiorden.applikasjon_endret": _("Endret en applikasjon"),
    "digiorden.applikasjon_knyttet": _("Knyttet en applikasjon til katalogen"),
    "digiorden.applikasjon_flyttet": _("Flyttet en applikasjon til et annet system i katalogen"),
    "digiorden.applikasjon_kobling_lagt_til": _("Koblet to applikasjoner"),
    "digiorden.applikasjon_kobling_fjernet": _("Fjernet koblingen mellom to applikasjoner"),
    "digiorden.applikasjon_behandlinger": _("Valgte hvilke behandlinger en applikasjon er til"),
    "digiorden.applikasjoner_hentet": _("Hentet oversikten over applikasjoner"),
    "digiorden.applikasjoner_lest_inn": _("Leste inn applikasjoner fra fil"),
    "digiorden.deling_endret": _("Endret hva andre kommuner får se"),
    "digiorden.katalog_sendt_inn": _("Sendte inn et system til katalogen"),
    "digiorden.katalog_godkjent": _("Tok et system inn i katalogen"),
    "digiorden.katalog_avvist": _("Avviste et system som var sendt inn"),
    "digiorden.katalog_endret": _("Endret et system i katalogen"),
    "digiorden.katalog_bekreftet": _("Bekreftet opplysningene om et system"),
    "digiorden.katalog_utgaatt": _("Merket et system i katalogen som utgått"),
    "digiorden.katalog_gjenopprettet": _("Tok et utgått system inn igjen"),
    "digiorden.katalog_slaatt_sammen": _("Slo sammen to systemer i katalogen"),
    "digiorden.katalog_sammenslaaing_angret": _("Angret en sammenslåing i katalogen"),
    "digiorden.katalog_lest_inn": _("Leste inn systemer i katalogen"),
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
    "digiorden.begrep_lagt_til": _("La til et ord i et register"),
    "digiorden.begrep_endret": _("Endret et ord i et register"),
    "digiorden.begrep_slaatt_sammen": _("Slo sammen to ord i et register"),
    "digiorden.felthjelp_satt": _("Satte en hjelpetekst"),
    "digiorden.felthjelp_fjernet": _("Fjernet en hjelpetekst"),
}
