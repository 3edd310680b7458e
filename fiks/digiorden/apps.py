from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DigiordenConfig(AppConfig):
    name = "fiks.digiorden"
    label = "digiorden"
    verbose_name = "Digiorden"

    def ready(self) -> None:
        """Register the privileges, the words of the log, and the parts of the first page."""
        from fiks.digiorden.access import PRIVILEGES, TJENESTE
        from fiks.digiorden.queries import forside
        from fiks.digiorden.queries.forsidedeler import DELER
        from fiks.felles.tilgang import loggord, privilegier
        from fiks.felles.tilgang.models import RessursType

        for kode, navn, beskrivelse in PRIVILEGES:
            privilegier.register(
                privilegier.Privilegium(kode, RessursType.VIRKSOMHET, navn, beskrivelse, tjeneste=TJENESTE)
            )
        loggord.register_acts(_ACTS)
        for part in DELER:
            forside.register(part)


# Each act that is written to the audit log, as the log's pages call it.
_ACTS = {
    "digiorden.vurdering_opprettet": _("Begynte på en ROS eller DPIA"),
    "digiorden.vurdering_endret": _("Endret en ROS eller DPIA"),
    "digiorden.vurdering_til_raad": _("Ba personvernombudet om råd"),
    "digiorden.vurdering_raad": _("Ga råd om en DPIA"),
    "digiorden.vurdering_sendt": _("Sendte en ROS eller DPIA til risikoeieren"),
    "digiorden.vurdering_trukket": _("Trakk tilbake en ROS eller DPIA"),
    "digiorden.vurdering_akseptert": _("Aksepterte risikoen i en ROS eller DPIA"),
    "digiorden.vurdering_ikke_akseptert": _("Aksepterte ikke risikoen i en ROS eller DPIA"),
    "digiorden.vurdering_gjenaapnet": _("Åpnet en ROS eller DPIA på nytt"),
    "digiorden.vurdering_erstattet": _("Erstattet en ROS eller DPIA med en annen"),
    "digiorden.vurdering_slettet": _("Slettet et utkast til ROS eller DPIA"),
    "digiorden.mal_publisert": _("Publiserte en mal for ROS eller DPIA"),
    "digiorden.tiltak_fulgt_opp": _("Fulgte opp et tiltak"),
    "digiorden.screening_bekreftet": _("Konkluderte på om DPIA trengs"),
    "digiorden.screeningkriterium_endret": _("Endret et kriterium for DPIA"),
    "digiorden.akseptgrenser_endret": _("Endret grensene for risiko"),
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
    "digiorden.erklaering_publisert": _("Publiserte en personvernerklæring"),
    "digiorden.erklaering_trukket": _("Trakk tilbake en personvernerklæring"),
    "digiorden.protokoll_hentet": _("Hentet protokollen"),
    "digiorden.protokoll_innlest": _("Leste inn behandlinger fra en fil"),
    "digiorden.begrep_lagt_til": _("La til et ord i et register"),
    "digiorden.begrep_endret": _("Endret et ord i et register"),
    "digiorden.begrep_slaatt_sammen": _("Slo sammen to ord i et register"),
    "digiorden.felthjelp_satt": _("Satte en hjelpetekst"),
    "digiorden.felthjelp_fjernet": _("Fjernet en hjelpetekst"),
    "digiorden.henvendelse_mottatt": _("Registrerte henvendelse"),
    "digiorden.henvendelse_endret": _("Endret henvendelse"),
    "digiorden.henvendelse_forlenget": _("Forlenget frist for henvendelse"),
    "digiorden.henvendelse_avsluttet": _("Avsluttet henvendelse"),
    "digiorden.henvendelse_aapnet": _("Åpnet henvendelse igjen"),
    "digiorden.henvendelser_toemt": _("Slettet hvem gamle henvendelser var fra"),
    "digiorden.avvik_registrert": _("Registrerte avvik"),
    "digiorden.avvik_endret": _("Endret avvik"),
    "digiorden.avvik_lukket": _("Lukket avvik"),
    "digiorden.avvik_aapnet": _("Åpnet avvik igjen"),
    "digiorden.avviksregister_lastet_ned": _("Lastet ned avviksregisteret"),
    "digiorden.innsyn_i_logg": _("Leste alt som er logget om en person"),
}
