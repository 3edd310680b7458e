"""A search as text and as JSON, for the command line."""

from datetime import date

from django.utils.translation import gettext as _

from fiks.felles.design import tekst
from fiks.folkeregister.actions.soek import Soekesvar
from fiks.folkeregister.presentation.soek import advice, heading, trefflinje


def sheet(svar: Soekesvar, *, today: date) -> str:
    """The hits, three lines each, with the number to look up by."""
    lines = [heading(svar), *advice(svar)]
    for vist in svar.treff:
        said = trefflinje(vist, svar.soek, today=today)
        badge = f" [{said.merke}]" if said.merke else ""
        lines += ["", f"{said.navn}{badge}  {vist.nummer}", f"  {said.fakta}"]
        lines += ["  " + _("Passer fordi: %(grunn)s") % {"grunn": said.grunn}] if said.grunn else []
    if svar.side < svar.sider:
        lines += ["", _("Flere treff: --side %(neste)s") % {"neste": svar.side + 1}]
    return "\n".join(lines).replace(tekst.HARD_SPACE, " ")


def as_json(svar: Soekesvar) -> dict[str, object]:
    """The hits as the role sees them, with how well each fits and the kinds of reasons."""
    return {
        "antall": svar.antall if not svar.mange else None,
        "mange": svar.mange,
        "side": svar.side,
        "sider": svar.sider,
        "treff": [
            {
                "nummer": vist.nummer,
                "fornavn": vist.fornavn,
                "mellomnavn": vist.mellomnavn,
                "etternavn": vist.etternavn,
                "foedselsdato": vist.foedselsdato.isoformat() if vist.foedselsdato else None,
                "foedselsaar": vist.foedselsaar,
                "status": vist.status,
                "adresse": vist.adresse,
                "bruksenhetsnummer": vist.bruksenhet,
                "poststed": vist.poststed,
                "poeng": round(vist.navn.poeng, 3) if vist.navn else None,
                "hvorfor": [one.hvorfor.value for one in vist.navn.ord] if vist.navn else [],
                "vei": vist.vei.value,
            }
            for vist in svar.treff
        ],
    }
