"""What each kind of act does to the document of each person it concerns."""

from collections.abc import Callable

from testmiljo.befolkning import Document
from testmiljo.liv.changes import addresses, civil, identity
from testmiljo.liv.rows import Change

_Apply = Callable[[Change, Document], None]

CHANGES: dict[str, _Apply] = {
    change.__name__: change
    for change in (
        civil.foedsel,
        civil.doedsfall,
        civil.reaktivering,
        civil.vigsel,
        civil.separasjon,
        civil.skilsmisse,
        civil.vergemaal,
        addresses.flytting,
        addresses.utflytting,
        addresses.innflytting,
        addresses.adresseoppdatering,
        addresses.kommuneregulering,
        addresses.postadresse,
        addresses.adressebeskyttelse,
        identity.ny_person,
        identity.nytt_nummer,
        identity.sammenslaaing,
        identity.splitting,
        identity.opphoer,
        identity.navneendring,
        identity.statsborgerskap,
        identity.retting,
        identity.annullering,
        identity.maskinell_retting,
        identity.hendelse,
    )
}
