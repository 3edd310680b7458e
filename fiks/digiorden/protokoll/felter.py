"""Every field of a record: what it is called, its help, how it is asked for, and in which section it stands.

Forms, the record's page, faults, differences and prints read this, so that a field is called the same everywhere. The
help texts are the defaults; the operator may put another in place of each, by `Felt.navn` and language (models.Felthjelp).
"""

from collections.abc import Iterator, Mapping
from functools import cache

from django.utils.translation import gettext_lazy as _

from fiks.digiorden.protokoll import grunnlag
from fiks.digiorden.protokoll.feltdeler import (
    ANNET,
    DATABEHANDLERE,
    FORMAAL,
    GRUPPER,
    LAGRING,
    MOTTAKERE,
    OM,
    SIKKERHET,
    UNDERDATABEHANDLERE,
    UTENFOR_EOES,
)
from fiks.digiorden.protokoll.felttyper import Felt, Rekke, Seksjon, Slag

__all__ = ["SEKSJONER", "Felt", "Rekke", "Seksjon", "Slag", "all_felter", "anchor", "by_name", "seksjon_of"]

_ANSVARLIG: tuple[Seksjon, ...] = (
    OM,
    Seksjon("formaal", _("Formål og rettslig grunnlag"), (FORMAAL,)),
    Seksjon("hvem", _("Hvem og hva"), (GRUPPER,)),
    Seksjon(
        "kilder",
        _("Kilder"),
        (
            Rekke(
                "kilder",
                _("Kilder"),
                _("Kilde"),
                _("Legg til kilde"),
                (
                    Felt("kilder.navn", _("Hvor kommer opplysningene fra?"), Slag.ORD, begrep="KILDE"),
                    Felt("kilder.registrert", _("Personen gir opplysningene selv"), Slag.AVKRYSSING),
                    Felt("kilder.aapen", _("Kilden er åpen for alle"), Slag.AVKRYSSING),
                ),
                "navn",
            ),
        ),
    ),
    Seksjon("deling", _("Mottakere og land utenfor EØS"), (MOTTAKERE, *UTENFOR_EOES)),
    Seksjon(
        "samarbeid",
        _("Databehandlere og felles ansvar"),
        (
            DATABEHANDLERE,
            Rekke(
                "felles_ansvarlige",
                _("Felles behandlingsansvarlige"),
                _("Felles behandlingsansvarlig"),
                _("Legg til felles behandlingsansvarlig"),
                (
                    Felt("felles_ansvarlige.navn", _("Navn")),
                    Felt("felles_ansvarlige.orgnr", _("Organisasjonsnummer"), Slag.ORGNR, bredde="w-10"),
                    Felt("felles_ansvarlige.kontakt", _("Kontaktpunkt")),
                    Felt(
                        "felles_ansvarlige.fordeling",
                        _("Hvordan ansvaret er delt"),
                        Slag.LANG,
                        _("Hvem som svarer for hva, særlig overfor dem det gjelder (artikkel 26)."),
                    ),
                ),
                "navn",
            ),
            Rekke(
                "kontakter",
                _("Andre kontaktpunkter"),
                _("Kontaktpunkt"),
                _("Legg til kontaktpunkt"),
                (
                    Felt("kontakter.navn", _("Navn"), hjelp=_("Helst en funksjon eller et kontor.")),
                    Felt("kontakter.epost", _("E-post")),
                    Felt("kontakter.telefon", _("Telefon"), bredde="w-10"),
                ),
                "navn",
            ),
        ),
    ),
    Seksjon("lagring", _("Lagring og sletting"), (LAGRING,)),
    SIKKERHET,
    Seksjon(
        "risiko",
        _("Risiko for dem det gjelder"),
        (
            Felt(
                "hoey_risiko",
                _("Kan behandlingen gi høy risiko for dem det gjelder?"),
                Slag.JANEI,
                _("Tenk på art, omfang, formål og sammenheng. Er svaret ja, må dere gjøre en DPIA."),
            ),
            Felt("dpia_ref", _("Hvor DPIA ligger"), hjelp=_("Saksnummer eller lenke. Blir ikke publisert.")),
            Felt("dpia_begrunnelse", _("Hvorfor, eller hvorfor ikke"), Slag.LANG, _("Blir ikke publisert.")),
            Felt(
                "automatisering.avgjoerelser",
                _("Tas avgjørelser helt automatisk?"),
                Slag.JANEI,
                _("Uten at et menneske vurderer saken, og med virkning for personen (artikkel 22)."),
            ),
            Felt(
                "automatisering.profilering",
                _("Brukes opplysningene til profilering?"),
                Slag.JANEI,
                _("Å vurdere eller forutsi noe om en person automatisk."),
            ),
            Felt("automatisering.kunstig_intelligens", _("Brukes kunstig intelligens?"), Slag.JANEI),
            Felt("automatisering.beskrivelse", _("Hvordan det foregår, og hva det fører til"), Slag.LANG),
        ),
    ),
    Seksjon(
        "annet",
        _("Annet"),
        (
            Felt("omraader", _("Virksomhetsområder"), Slag.LINJER, _("Ett på hver linje.")),
            Felt("systemer", _("Fagsystemer som brukes"), Slag.LINJER, _("Ett på hver linje.")),
            Felt("datasett", _("Datasett"), Slag.LINJER, _("Navn eller lenke. Ett på hver linje.")),
            *ANNET,
        ),
    ),
)
_BEHANDLER: tuple[Seksjon, ...] = (
    OM,
    Seksjon(
        "oppdragsgivere",
        _("Hvem dere behandler for"),
        (
            Rekke(
                "oppdragsgivere",
                _("Behandlingsansvarlige"),
                _("Behandlingsansvarlig"),
                _("Legg til behandlingsansvarlig"),
                (
                    Felt("oppdragsgivere.navn", _("Navn"), kort=True),
                    Felt("oppdragsgivere.orgnr", _("Organisasjonsnummer"), Slag.ORGNR, kort=True, bredde="w-10"),
                    Felt("oppdragsgivere.kontakt", _("Kontaktpunkt"), kort=True),
                    Felt(
                        "oppdragsgivere.kategorier",
                        _("Hva dere gjør for dem"),
                        Slag.FLERVALG,
                        _("Kategorier av behandling, slik artikkel 4 nr. 2 deler dem inn."),
                        kort=True,
                        valg=grunnlag.KATEGORIER,
                    ),
                    Felt("oppdragsgivere.representant", _("Representant")),
                    Felt("oppdragsgivere.personvernombud", _("Personvernombudet deres")),
                ),
                "navn",
                kort=True,
            ),
            UNDERDATABEHANDLERE,
        ),
    ),
    Seksjon("deling", _("Land utenfor EØS"), UTENFOR_EOES),
    SIKKERHET,
    Seksjon("annet", _("Annet"), ANNET),
)
SEKSJONER: Mapping[str, tuple[Seksjon, ...]] = {"ANSVARLIG": _ANSVARLIG, "DATABEHANDLER": _BEHANDLER}


def all_felter(slag: str) -> Iterator[Felt]:
    """Every field of one kind of record, in order."""
    for seksjon in SEKSJONER[slag]:
        for del_ in seksjon.deler:
            yield from del_.felter if isinstance(del_, Rekke) else (del_,)


@cache
def by_name() -> Mapping[str, Felt]:
    """Every field by its path. A field that both kinds of record have is the same."""
    return {felt.navn: felt for slag in SEKSJONER for felt in all_felter(slag)}


def seksjon_of(felt: str, slag: str) -> Seksjon:
    """The section where a field stands, by its path or by the id of its place in the form («formaal-1-tekst»)."""
    first = felt.partition("-")[0]
    for seksjon in SEKSJONER[slag]:
        for del_ in seksjon.deler:
            if first in {del_.navn, del_.navn.partition(".")[0]}:
                return seksjon
    return SEKSJONER[slag][0]


def anchor(felt: str) -> str:
    """The id in the form of the place a fault is about («formaal-1-artikkel_6»): in a group of choices, the first."""
    parts = felt.split("-")
    path = ".".join((parts[0], *parts[2:])) if len(parts) > 1 else felt
    known = by_name().get(path)
    grouped = {Slag.FLERVALG, Slag.JANEI, Slag.ORDLISTE, Slag.OPPLYSNINGER}
    return f"id_{felt}_0" if known and known.slag in grouped else f"id_{felt}"
