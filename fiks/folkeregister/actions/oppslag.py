"""Looking a person up: one read, cut to the role, and logged before it is answered."""

from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from django.db import transaction

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import Acr, Actor, Kanal
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.access import Refused, StepUpNeeded, check_open
from fiks.folkeregister import innsyn, relations
from fiks.folkeregister.access import TJENESTE, require_use
from fiks.folkeregister.access import innsyn as innsyn_of
from fiks.folkeregister.innsyn import Dokument, Innsyn
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle
from fiks.folkeregister.opplysninger import GRADERTE_ADRESSER, HISTORIKK
from fiks.folkeregister.queries.personer import Naer, dwelling_of, household, people, wards
from fiks.folkeregister.registerkopi.documents import current_numbers, raw_document

OPPSLAG = "folkeregister.oppslag"
VERGEMAAL = "vergemaalEllerFremtidsfullmakt"
VIS_GRADERT = "folkeregister.vis_gradert"
# An audit row holds 1 000 subjects; no document names as many.
_MOST_NAMED = 700
_MOST_WARDS = 200


class NoPurpose(Refused):
    """Neither purpose nor case is stated."""

    def __init__(self) -> None:
        super().__init__("FORMAAL", "Si hva du skal bruke opplysningene til, før du slår opp.", "du selv")


class NoReason(Refused):
    """Graded addresses take a reason."""

    def __init__(self) -> None:
        super().__init__("BEGRUNNELSE", "Skriv hvorfor du trenger den graderte adressen.", "du selv")


@dataclass(frozen=True, slots=True)
class Valg:
    """What a look-up asks for beyond what is current and open. A reason makes the deliberate choice of graded addresses."""

    historikk: bool = False
    gradert: bool = False
    begrunnelse: str = ""


CURRENT = Valg()


@dataclass(frozen=True, slots=True)
class Oppslag:
    """What was found, cut to the role. Without `dokument` nobody has the number.

    `naere` are the persons that the document names, by the number it names them with; `husholdning` those in the same
    dwelling, whose key is `bolig`; `verge_for` whom she is guardian for, of `verge_for_antall` in all; `skjulte` the kinds
    of address that a deliberate choice opens, or has opened (`valg`).
    """

    nummer: str
    spurt: str
    at: datetime
    innsyn: Innsyn
    dokument: Dokument = field(default_factory=dict)
    naere: dict[str, Naer] = field(default_factory=dict)
    husholdning: list[Naer] = field(default_factory=list)
    bolig: str = ""
    verge_for: list[Naer] = field(default_factory=list)
    verge_for_antall: int = 0
    skjulte: list[str] = field(default_factory=list)
    may_see_household: bool = False
    valg: Valg = CURRENT

    @property
    def found(self) -> bool:
        return bool(self.dokument)

    @property
    def by_former_number(self) -> bool:
        """The number asked for has ended, or was merged into this person's."""
        return self.found and self.nummer != self.spurt


@transaction.atomic
def slaa_opp(*, nummer: str, rolle: Registerrolle, by: Actor, at: datetime, valg: Valg = CURRENT) -> Oppslag:
    """Look a person up by any number she has had. Every call writes one audit row, when nobody is found too.

    The first subject in the row is the person asked for; the others are those shown with her: relatives, household.

    Raises:
        Refused: the role, the service or the purpose does not allow it; NoPurpose, NoReason and StepUpNeeded are such.
    """
    require_may(rolle, by=by, at=at)
    if valg.gradert:
        _require_choice(rolle, by, valg)
    opened = innsyn_of(rolle)
    current = current_numbers([nummer])[nummer]
    raw = raw_document(current)
    oppslag = Oppslag(current, nummer, at, opened, valg=valg)
    if raw is not None:
        oppslag = _read(raw, oppslag)
    _record(oppslag, rolle, by=by, at=at)
    return oppslag


def require_may(rolle: Registerrolle, *, by: Actor, at: datetime, bruk: Bruksomraade = Bruksomraade.OPPSLAG) -> None:
    """Raise Refused unless the actor may look up in this role now, or use it as `bruk` says, and has said what for."""
    check_open(TJENESTE, by, at=at)
    require_use(rolle, bruk)
    if rolle.virksomhet_id != by.virksomhet_id or rolle.ressurs_id != by.ressurs_id:
        raise Refused("ROLLE", "Du har ikke valgt denne rollen.", "Fiks-administratoren")
    if not (by.formaal or by.sak):
        raise NoPurpose


def _require_choice(rolle: Registerrolle, by: Actor, valg: Valg) -> None:
    if not valg.begrunnelse.strip():
        raise NoReason
    if not innsyn_of(rolle).may_choose_graded:
        raise Refused("OPPLYSNINGER", f"Rollen {rolle.navn} åpner ikke for graderte adresser.", "Fiks-administratoren")
    # At the command line nobody has logged in; the right to read the master key and the reason stand in for it.
    if by.kanal is not Kanal.KOMMANDOLINJE and not by.acr.covers(Acr.HIGH):
        raise StepUpNeeded(Acr.HIGH)


def _read(raw: bytes, asked: Oppslag) -> Oppslag:
    whole = msgspec.json.decode(raw, type=dict[str, object])
    named = people(relations.named_in(whole)[:_MOST_NAMED])
    document = relations.shield(
        whole,
        {number: naer.nivaa for number, naer in named.items() if naer.nivaa},
        open_homes={number for number, naer in named.items() if not naer.skjoldet},
    )
    opened, valg = asked.innsyn, asked.valg
    shown = innsyn.cut(document, opened, history=valg.historikk, graded=valg.gradert)
    sees_household = opens_household(opened)
    guarded, every = wards(asked.nummer, innsyn=opened, most=_MOST_WARDS) if opened.opens(VERGEMAAL) else ([], 0)
    return Oppslag(
        asked.nummer,
        asked.spurt,
        asked.at,
        opened,
        dokument=shown,
        naere={number: named[number].for_rolle(opened) for number in relations.named_in(shown) if number in named},
        husholdning=[naer.for_rolle(opened) for naer in household(asked.nummer, innsyn=opened)]
        if sees_household
        else [],
        bolig=dwelling_of(asked.nummer) if sees_household else "",
        verge_for=[naer.for_rolle(opened) for naer in guarded],
        verge_for_antall=every,
        skjulte=innsyn.hidden_addresses(document, opened),
        may_see_household=sees_household,
        valg=valg,
    )


def opens_household(opened: Innsyn) -> bool:
    """Who lives together tells the address, so the role must open all of it."""
    return all(opened.opens("bostedsadresse", form) for form in ("vegadresse", "matrikkeladresse"))


def _record(oppslag: Oppslag, rolle: Registerrolle, *, by: Actor, at: datetime) -> None:
    valg = oppslag.valg
    shown = list(oppslag.dokument)
    shown += [HISTORIKK] if valg.historikk and oppslag.innsyn.may_see_history else []
    shown += [GRADERTE_ADRESSER] if valg.gradert and oppslag.skjulte else []
    named = relations.named_in(oppslag.dokument)
    others = [oppslag.naere[number].nummer if number in oppslag.naere else number for number in named]
    others += [naer.nummer for naer in (*oppslag.husholdning, *oppslag.verge_for)]
    shown += [VERGEMAAL] if oppslag.verge_for and VERGEMAAL not in shown else []
    handling = Handling(
        VIS_GRADERT if valg.gradert else OPPSLAG,
        subjekter=list(dict.fromkeys([oppslag.nummer, *others]))[:1000],
        antall=int(oppslag.found),
        opplysninger=shown,
        rolle_navn=rolle.navn,
        tjenesteomraade=rolle.tjenesteomraade,
        konfidensiell=hjemler.tjenesteomraader()[rolle.tjenesteomraade].konfidensiell_logg,
        aarsak=valg.begrunnelse,
        detaljer={
            "funnet": oppslag.found,
            "historikk": valg.historikk,
            "gradert": valg.gradert,
            "naerstaaende": len(named),
            "husholdning": len(oppslag.husholdning),
            "verge_for": len(oppslag.verge_for),
        },
    )
    record(handling, by=by, at=at)
