"""A published notice as a document for print, and as JSON with names that stay."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from fiks.digiorden.erklaering.tekst import Del, Erklaeringsside, Punkt
from fiks.digiorden.hode import Eier
from fiks.felles.pdf.blokker import Avsnitt, Blokk, Dokument, Lenke, Overskrift, Punkter, Stil, Tekst


def document(side: Erklaeringsside, eier: Eier, *, nr: int, gjelder_fra: date) -> Dokument:
    """The notice for print, in its own language."""
    with override(side.spraak):
        version = _("Versjon %(nr)s, gjelder fra %(dato)s") % {"nr": nr, "dato": f"{gjelder_fra:%d.%m.%Y}"}
        return Dokument(
            tittel=side.tittel,
            undertittel=_("Personvernerklæring"),
            avsender=eier.navn,
            bunntekst=version,
            spraak=side.spraak,
            blokker=[
                *([Avsnitt(side.innledning, Stil.INGRESS)] if side.innledning else []),
                *(block for one in side.deler for block in _part(one)),
            ],
        )


def _part(del_: Del) -> Iterator[Blokk]:
    yield Overskrift(del_.tittel, 2)
    for text in del_.avsnitt:
        yield Avsnitt(text)
    if del_.punkter:
        yield Punkter([_point(one) for one in del_.punkter])


def _point(punkt: Punkt) -> Tekst:
    return Lenke(punkt.tekst, punkt.lenke) if punkt.lenke else punkt.tekst


def as_json(innhold: dict[str, Any], eier: Eier, *, nummer: int, nr: int, gjelder_fra: date) -> bytes:
    """The notice in every language it is published in."""
    told = {
        "virksomhet": {"navn": eier.navn, "organisasjonsnummer": eier.orgnr},
        "nummer": nummer,
        "versjon": nr,
        "gjelder_fra": gjelder_fra.isoformat(),
        "erklaering": innhold,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
