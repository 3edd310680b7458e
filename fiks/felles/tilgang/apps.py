from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TilgangConfig(AppConfig):
    name = "fiks.felles.tilgang"
    label = "tilgang"
    verbose_name = _("Tilgang")

    def ready(self) -> None:
        """Register the privileges of this app, and the words for what it and the parts below it write to the log."""
        from fiks.felles.kontekst import Acr
        from fiks.felles.tilgang import loggord, privilegier
        from fiks.felles.tilgang.models import RessursType

        privilegier.register(
            privilegier.Privilegium(
                privilegier.ADMINISTRER,
                RessursType.VIRKSOMHET,
                _("Fiks-administrator"),
                _("Lager roller, gir og tar tilgang, og leser loggen."),
                acr=Acr.HIGH,
            )
        )
        privilegier.register(
            privilegier.Privilegium(
                privilegier.KONTROLLER,
                RessursType.OMRAADE,
                _("Loggkontrollør"),
                _("Ser hvem oppslag i området gjaldt, når loggen kontrolleres."),
                acr=Acr.HIGH,
            )
        )
        loggord.register_acts(_ACTS)


_ACTS = {
    "tilgang.gitt": _("Ga tilgang"),
    "tilgang.tatt_tilbake": _("Tok tilbake tilgang"),
    "tilgang.avvist": _("Ble avvist"),
    "tilgang.tjeneste_aapnet": _("Åpnet tjeneste"),
    "tilgang.tjeneste_lukket": _("Stengte tjeneste"),
    "revisjon.lest": _("Leste revisjonsloggen"),
    "virksomhet.opprettet": _("Opprettet virksomhet"),
    "virksomhet.bruker_lagt_til": _("La til person"),
    "virksomhet.bruker_stengt": _("Stengte person ute"),
    "virksomhet.opplysninger_endret": _("Endret opplysninger om virksomheten"),
    "virksomhet.kontakt_lagt_til": _("La til kontakt"),
    "virksomhet.kontakt_endret": _("Endret kontakt"),
    "virksomhet.kontakt_avsluttet": _("Avsluttet kontakt"),
    "lager.noekler_rotert": _("Byttet hovednøkkel"),
}
