from django.apps import AppConfig
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _


class FolkeregisterConfig(AppConfig):
    name = "fiks.folkeregister"
    label = "folkeregister"
    verbose_name = "Folkeregister"

    def ready(self) -> None:
        """Register the privilege of using a register role, the words of the log, and the start-up checks."""
        from fiks.felles.tilgang import loggord, privilegier
        from fiks.felles.tilgang.models import RessursType
        from fiks.folkeregister import checks  # noqa: F401 - registers itself
        from fiks.folkeregister.access import BRUK, TJENESTE
        from fiks.folkeregister.opplysninger import codes, label

        privilegier.register(
            privilegier.Privilegium(
                BRUK,
                RessursType.REGISTERROLLE,
                _("Bruk av rollen"),
                _("Slår opp, søker og lager lister med det rollen åpner for."),
                tjeneste=TJENESTE,
            )
        )
        loggord.register_acts(_ACTS)
        loggord.register_pieces({kode: lazy(label, str)(kode) for kode in codes()})


_ACTS = {
    "folkeregister.last": _("Lastet registerdokumenter"),
    "folkeregister.folg_startet": _("Begynte å følge Folkeregisteret"),
    "folkeregister.folg_stoppet": _("Sluttet å følge Folkeregisteret"),
    "folkeregister.hendelser_lest": _("Leste hendelser fra Folkeregisteret"),
    "folkeregister.hendelser_behandlet": _("Hentet det hendelser gjaldt"),
    "folkeregister.hendelser_paa_nytt": _("Lot hendelser bli hentet på nytt"),
    "folkeregister.hendelser_slettet": _("Slettet gamle hendelser"),
    "folkeregister.hull_lukket": _("Godtok hull i hendelseslisten"),
    "folkeregister.grunnlast_startet": _("Begynte å laste hele registeret"),
    "folkeregister.grunnlast_ferdig": _("Lastet hele registeret"),
    "folkeregister.grunnlast_avbrutt": _("Ga opp å laste hele registeret"),
    "folkeregister.avstemt": _("Avstemte registerkopien"),
    "folkeregister.oppslag": _("Slo opp en person"),
    "folkeregister.soek": _("Søkte etter personer"),
    "folkeregister.vis_gradert": _("Viste gradert adresse"),
    "folkeregister.bolig": _("Så hvem som bor på en bolig"),
    "folkeregister.hendelser": _("Så hendelser i en kommune"),
    "folkeregister.avvist": _("Ble avvist i folkeregisteret"),
    "folkeregister.liste_forhaandsvist": _("Forhåndsviste en innbyggerliste"),
    "folkeregister.liste_bestilt": _("Bestilte en innbyggerliste"),
    "folkeregister.liste_tegnet": _("Lagde en innbyggerliste"),
    "folkeregister.liste_feilet": _("Klarte ikke å lage en innbyggerliste"),
    "folkeregister.liste_avbrutt": _("Avbrøt en innbyggerliste"),
    "folkeregister.liste_lastet_ned": _("Lastet ned en innbyggerliste"),
    "folkeregister.liste_slettet": _("Slettet en innbyggerliste"),
    "folkeregister.liste_oppbevaring_endret": _("Endret hvor lenge innbyggerlister beholdes"),
    "folkeregister.vask_lastet_opp": _("Lastet opp en liste til vask"),
    "folkeregister.vask_bestilt": _("Bestilte vask av en liste"),
    "folkeregister.vask_vasket": _("Vasket en liste"),
    "folkeregister.vask_feilet": _("Klarte ikke å vaske en liste"),
    "folkeregister.vask_avbrutt": _("Avbrøt en vask"),
    "folkeregister.vask_lastet_ned": _("Lastet ned en vasket liste"),
    "folkeregister.vask_slettet": _("Slettet en vasket liste"),
    "folkeregister.utvalg_lagret": _("Lagret et utvalg"),
    "folkeregister.utvalg_navn_endret": _("Endret navnet på et utvalg"),
    "folkeregister.utvalg_slettet": _("Slettet et utvalg"),
    "folkeregister.rolle_opprettet": _("Lagde en rolle"),
    "folkeregister.rolle_endret": _("Endret en rolle"),
    "folkeregister.rolle_lukket": _("Lukket en rolle"),
    "folkeregister.rolle_aapnet": _("Åpnet en rolle"),
}
