"""The parts of Digiorden as the first page shows them, in order."""

from django.utils.translation import gettext_lazy as _

from fiks.digiorden.access import ADMINISTRER, PERSONVERNOMBUD
from fiks.digiorden.queries import organisasjonsdel, personverndel, protokolldel, vurderingsdel
from fiks.digiorden.queries.forside import Del

DELER = (
    Del(
        "behandlinger",
        _("Behandlinger"),
        _("Protokollen over hva dere behandler av opplysninger om folk, og hvorfor."),
        "digiorden:behandlinger",
        10,
        linjer=protokolldel.linjer,
        maalinger=protokolldel.maalinger,
    ),
    Del(
        "applikasjoner",
        _("Applikasjoner"),
        _("Systemene dere bruker, med ansvar, avtale, kostnad og sikkerhet."),
        "digiorden:applikasjoner",
        20,
    ),
    Del(
        "katalog",
        _("Katalogen"),
        _("De felles beskrivelsene av systemer, like for alle."),
        "digiorden:katalog",
        30,
    ),
    Del(
        "vurderinger",
        _("ROS og DPIA"),
        _("Hva som kan gå galt, hva dere gjør med det, og hvem som har tatt stilling."),
        "digiorden:vurderinger",
        40,
        linjer=vurderingsdel.linjer,
        maalinger=vurderingsdel.maalinger,
    ),
    Del(
        "personvern",
        _("Henvendelser og avvik"),
        _("Krav fra dem dere har opplysninger om, og brudd på sikkerheten."),
        "digiorden:personvern",
        50,
        linjer=personverndel.linjer,
        maalinger=personverndel.maalinger,
    ),
    Del(
        "logginnsyn",
        _("Innsyn i loggen"),
        _("Finn alt som er logget om en person, til svar på et krav om innsyn."),
        "digiorden:logginnsyn",
        60,
        koder=(PERSONVERNOMBUD,),
    ),
    Del(
        "organisasjon",
        _("Min organisasjon"),
        _("Kontaktene og adressene som står på protokoll og erklæringer."),
        "digiorden:organisasjon",
        70,
        linjer=organisasjonsdel.linjer,
        maalinger=organisasjonsdel.maalinger,
    ),
    Del(
        "tilganger",
        _("Roller i Digiorden"),
        _("Hvem som leser, skriver, godkjenner og gir råd."),
        "digiorden:tilganger",
        80,
        koder=(ADMINISTRER,),
    ),
)
