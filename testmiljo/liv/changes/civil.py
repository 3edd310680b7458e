"""Birth, death, marriage, parents, guardians."""

from testmiljo.befolkning import Document, Row
from testmiljo.befolkning.documents.rows import Json
from testmiljo.liv.changes.addresses import protect, restore
from testmiljo.liv.line import midnight
from testmiljo.liv.rows import ADDRESSES, CHANGES, Change, add, annul, current, end, is_current, put, renew, rows, text

_COUPLE = "ektefelleEllerPartner"
WIDOWED = {
    "gift": "enkeEllerEnkemann",
    "separert": "enkeEllerEnkemann",
    "registrertPartner": "gjenlevendePartner",
    "separertPartner": "gjenlevendePartner",
}


@CHANGES.kind
def foedsel(change: Change, document: Document) -> None:
    """The first event makes the child; the others are the parents'."""
    if change.role == 0:
        _newborn(change, document)
        return
    child, role = change.akt.nytt, _parent_role(change)
    add(document, "familierelasjon", change.row("Fødsel", _relation(child, "barn", role)))
    add(document, "foreldreansvar", change.row("Fødsel", _responsibility(change, change.me)))


def _newborn(change: Change, document: Document) -> None:
    akt = change.akt
    assert akt.navn is not None
    born: dict[str, Json] = {"foedselsdato": akt.dato, "foedselsaar": akt.dato[:4], "foedeland": "NOR"}
    if akt.kommune:
        born["foedekommuneINorge"] = akt.kommune
    given: dict[str, dict[str, Json]] = {
        "identifikasjonsnummer": number_fields(akt.nytt),
        "status": {"status": "bosatt"},
        "navn": {"fornavn": akt.navn.fornavn, "etternavn": akt.navn.etternavn},
        "kjoenn": {"kjoenn": akt.kjoenn},
        "foedsel": born,
        "foedselINorge": {"foedselsinstitusjonsnavn": "Fjordgløtt Testsykehus", "rekkefoelgenummer": 11},
        "statsborgerskap": {"statsborgerskap": "NOR", "ervervsdato": akt.dato},
        "sivilstand": {"sivilstand": "ugift", "sivilstandsdato": akt.dato},
    }
    for element, fields in given.items():
        put(document, element, [change.row("Fødsel", fields)])
    if akt.adresse:
        put(document, "bostedsadresse", [change.row("Fødsel", akt.adresse | {"flyttedato": akt.dato})])
    if akt.grad:
        protect(change, document, akt.grad)
    parents = [(number, role) for number, role in ((akt.mor, "mor"), (akt.far, "far")) if number]
    put(document, "familierelasjon", [change.row("Fødsel", _relation(n, role, "barn")) for n, role in parents])
    put(document, "foreldreansvar", [change.row("Fødsel", _responsibility(change, n)) for n, _ in parents])


def number_fields(number: str) -> dict[str, Json]:
    kind = "dNummer" if number[0] > "3" else "foedselsnummer"
    return {"status": "iBruk", "foedselsEllerDNummer": number, "identifikatortype": kind}


def _relation(other: str, theirs: str, mine: str) -> dict[str, Json]:
    return {"relatertPerson": other, "relatertPersonsRolle": theirs, "minRolleForPerson": mine}


def _responsibility(change: Change, holder: str) -> dict[str, Json]:
    kind = "felles" if change.akt.far else "mor"
    return {"ansvar": kind, "ansvarssubjekt": change.akt.nytt, "ansvarlig": holder}


def _parent_role(change: Change) -> str:
    return "mor" if change.me == change.akt.mor else "far"


@CHANGES.kind
def doedsfall(change: Change, document: Document) -> None:
    """Role 0 is the dead, role 1 the one who is widowed."""
    if change.role == 1:
        status = WIDOWED.get(text(current(document, "sivilstand"), "sivilstand"), "enkeEllerEnkemann")
        renew(document, "sivilstand", change.row("Dødsfall", _civil(change, status, change.others[0])))
        _end_couple(change, document, change.others[0])
        return
    renew(document, "status", change.row("Dødsfall", {"status": "doed"}))
    document["doedsfall"] = dict(change.row("Dødsfall", {"doedsdato": change.akt.dato}))
    for element in ADDRESSES:
        end(document, element, change)


@CHANGES.kind
def reaktivering(change: Change, document: Document) -> None:
    """The death was not true: annulled, so that nothing of it is left."""
    if change.role == 1:
        annul(document, "sivilstand")
        for row in _couple_rows(document, change.others[0]):
            row["erGjeldende"] = True
            row.pop("opphoerstidspunkt", None)
        return
    document.pop("doedsfall", None)
    annul(document, "status")
    restore(document)


@CHANGES.kind
def vigsel(change: Change, document: Document) -> None:
    (other,) = change.others
    fields = _civil(change, "gift", other) | {"myndighet": "ANSATT_I_KOMMUNE"}
    if change.akt.kommune:
        fields["kommune"] = change.akt.kommune
    renew(document, "sivilstand", change.row("Vigsel", fields))
    add(document, "familierelasjon", change.row("Vigsel", _relation(other, _COUPLE, _COUPLE)))


@CHANGES.kind
def separasjon(change: Change, document: Document) -> None:
    _leave(change, document, "separert", "Separasjon")


@CHANGES.kind
def skilsmisse(change: Change, document: Document) -> None:
    _leave(change, document, "skilt", "Skilsmisse")
    _end_couple(change, document, change.others[0])


def _leave(change: Change, document: Document, status: str, aarsak: str) -> None:
    fields = _civil(change, status, change.others[0]) | {"myndighet": "STATSFORVALTEREN"}
    renew(document, "sivilstand", change.row(aarsak, fields))


def _civil(change: Change, status: str, spouse: str) -> dict[str, Json]:
    return {"sivilstand": status, "sivilstandsdato": change.akt.dato, "relatertVedSivilstand": spouse}


def _end_couple(change: Change, document: Document, spouse: str) -> None:
    for row in _couple_rows(document, spouse):
        if is_current(row):
            row.update({"erGjeldende": False, "opphoerstidspunkt": midnight(change.akt.dato)})


def _couple_rows(document: Document, spouse: str) -> list[Row]:
    return [
        row
        for row in rows(document, "familierelasjon")
        if row.get("relatertPersonsRolle") == _COUPLE and row.get("relatertPerson") == spouse
    ]


@CHANGES.kind
def vergemaal(change: Change, document: Document) -> None:
    """The new form of 2023: the scope is a list of tasks. Without guardian the guardianship is over."""
    if not change.akt.med:
        end(document, "vergemaalEllerFremtidsfullmakt", change)
        return
    tasks: list[Json] = [
        {"vergeTjenestevirksomhet": "nav", "vergeTjenesteoppgave": "pensjon"},
        {"vergeTjenestevirksomhet": "bank", "vergeTjenesteoppgave": "representasjonDagligbank"},
    ]
    verge: dict[str, Json] = {"foedselsEllerDNummer": change.akt.med, "tjenesteomraade": tasks}
    fields: dict[str, Json] = {"vergemaaltype": "voksen", "embete": "statsforvalterenIAgder", "verge": verge}
    row = change.row("Vergemål", fields, kilde="Statens Sivilrettsforvaltning")
    renew(document, "vergemaalEllerFremtidsfullmakt", row)
