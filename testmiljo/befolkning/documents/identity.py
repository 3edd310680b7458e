"""Number, status, name, sex, birth, citizenship, and how the person came and left."""

from collections.abc import Iterator
from datetime import date

from testmiljo.befolkning.dates import AS_OF, years_after
from testmiljo.befolkning.documents.rows import Document, Json, Row, Rows
from testmiljo.befolkning.names import Name, shortened
from testmiljo.befolkning.numbers import FEMALE
from testmiljo.befolkning.person import Person, Status

_NORWAY = "NOR"


def identity(rows: Rows, person: Person) -> Document:
    document: Document = {"identifikasjonsnummer": list(_identifikasjonsnummer(rows, person))}
    if not person.d_number and rows.draw.random() < 0.9:
        document["identitetsgrunnlag"] = [
            rows.row(_registered(person), "Folkeregistrering", {"identitetsgrunnlagstatus": "kontrollert"})
        ]
    document["status"] = list(_status(rows, person))
    document["navn"] = list(_navn(rows, person))
    sex = "kvinne" if person.sex == FEMALE else "mann"
    document["kjoenn"] = [rows.sparse(_registered(person), _first_reason(person), {"kjoenn": sex})]
    document["foedsel"] = [rows.sparse(_registered(person), _first_reason(person), _foedsel(person))]
    if _born_in_norway(person) and rows.draw.random() < 0.8:
        fields: dict[str, Json] = {"foedselsinstitusjonsnavn": "Fjordgløtt Testsykehus", "rekkefoelgenummer": 11}
        document["foedselINorge"] = [rows.row(person.born, "Fødsel", fields)]
    document["statsborgerskap"] = list(_statsborgerskap(rows, person))
    if person.died:
        document["doedsfall"] = rows.row(person.died, "Dødsfall", {"doedsdato": str(person.died)})
    document.update(_foreign(rows, person))
    document.update(_sami(rows, person))
    return document


def ended(rows: Rows, person: Person) -> Document:
    """A person who should never have been registered: only number, status and an unstated civil status remain."""
    when = years_after(AS_OF, -1.5)
    return {
        "identifikasjonsnummer": [
            rows.row(when, "Opphøre person", _number(person.number, d_number=False, status="opphoert"))
        ],
        "status": [rows.row(when, "Opphøre person", {"status": "opphoert"})],
        "sivilstand": [rows.row(when, "Opphøre person", {"sivilstand": "uoppgitt"})],
    }


def _registered(person: Person) -> date:
    return person.arrived or person.born


def _first_reason(person: Person) -> str:
    if person.d_number:
        return "Tildele d-nummer"
    return "Innflytting" if person.arrived else "Fødsel"


def _born_in_norway(person: Person) -> bool:
    return not (person.arrived or person.d_number or person.status is Status.IKKE_BOSATT)


def _number(number: str, *, d_number: bool, status: str) -> dict[str, Json]:
    kind = "dNummer" if d_number else "foedselsnummer"
    return {"status": status, "foedselsEllerDNummer": number, "identifikatortype": kind}


def _identifikasjonsnummer(rows: Rows, person: Person) -> Iterator[Row]:
    former = person.former_number
    reason = former.reason if former else _first_reason(person)
    given = former.until if former else _registered(person)
    current = rows.row(given, reason, _number(person.number, d_number=person.d_number, status="iBruk"))
    if current["kilde"] == "KILDE_DSF":
        del current["gyldighetstidspunkt"]
    yield current
    if former:
        fields = _number(former.number, d_number=former.d_number, status="opphoert")
        yield rows.row(min(_registered(person), former.until), former.reason, fields, current=False, ended=former.until)


def _status(rows: Rows, person: Person) -> Iterator[Row]:
    since = person.died or person.left or _registered(person)
    reason = {Status.DOED: "Dødsfall", Status.UTFLYTTET: "Utflytting"}.get(person.status, "Folkeregistrering")
    yield rows.row(since, reason, {"status": person.status.value})
    if person.status in {Status.DOED, Status.UTFLYTTET}:
        yield rows.row(_registered(person), _first_reason(person), {"status": "bosatt"}, current=False)
    elif person.status is Status.INAKTIV:
        yield rows.row(since, "Tildele d-nummer", {"status": "midlertidig"}, current=False)


def _navn(rows: Rows, person: Person) -> Iterator[Row]:
    """Newest first: each name is valid from the change before it."""
    changes = [(_registered(person), _first_reason(person))]
    changes += [(max(when, _registered(person)), "Endring av navn") for when, _ in person.former_names]
    all_names = [name for _, name in person.former_names] + [person.name]
    for (when, reason), name in reversed(list(zip(changes, all_names, strict=True))):
        yield rows.row(when, reason, _name(name), current=name is person.name)


def _name(name: Name) -> dict[str, Json]:
    fields: dict[str, Json] = {"fornavn": name.first, "etternavn": name.last}
    if name.middle:
        fields["mellomnavn"] = name.middle
    short = shortened(name)
    if short:
        fields["forkortetNavn"] = short
    return fields


def _foedsel(person: Person) -> dict[str, Json]:
    fields: dict[str, Json] = {"foedselsdato": str(person.born), "foedselsaar": str(person.born.year)}
    if not _born_in_norway(person):
        return fields | {"foedested": person.origin.city or "Ukjent", "foedeland": person.origin.alpha3}
    if person.homes and person.protection != "strengtFortrolig":
        fields["foedekommuneINorge"] = person.homes[0].kommune
    return fields | {"foedeland": _NORWAY}


def _statsborgerskap(rows: Rows, person: Person) -> Iterator[Row]:
    country = person.origin.alpha3 if not _born_in_norway(person) or person.origin.permit else _NORWAY
    if person.norwegian_since:
        acquired: dict[str, Json] = {"statsborgerskap": _NORWAY, "ervervsdato": str(person.norwegian_since)}
        yield rows.row(person.norwegian_since, "Statsborgerskap", acquired)
        country = person.origin.alpha3
    elif _born_in_norway(person):
        country = _NORWAY
    keeps = person.norwegian_since is None or rows.draw.random() < 0.4
    fields: dict[str, Json] = {"statsborgerskap": country, "ervervsdato": str(person.born)}
    yield rows.sparse(_registered(person), _first_reason(person), fields, current=keeps)


def _foreign(rows: Rows, person: Person) -> Document:
    document: Document = {}
    hidden = person.protection is not None
    if person.arrived and not person.d_number:
        moved: dict[str, Json] = {} if hidden else {"fraflyttingsland": person.origin.alpha3}
        if person.origin.city and not hidden:
            moved["fraflyttingsstedIUtlandet"] = person.origin.city
        document["innflytting"] = [rows.row(person.arrived, "Innflytting", moved)]
        if person.origin.permit and not person.norwegian_since:
            document |= _permit(rows, person, person.arrived)
    if person.left and person.left_to:
        left: dict[str, Json] = {
            "tilflyttingsland": person.left_to.alpha3,
            "tilflyttingsstedIUtlandet": person.left_to.city,
            "utflyttingsdato": str(person.left),
        }
        document["utflytting"] = [rows.row(person.left, "Utflytting", left)]
    if person.d_number and not person.origin.permit:
        foreign: dict[str, Json] = {
            "identifikasjonsnummer": f"{person.origin.alpha2}{person.key % 1_000_000_000:09}",
            "identifikasjonsnummertype": "utenlandskIdentifikasjonsnummer",
            "utstederland": person.origin.alpha3,
        }
        document["utenlandskPersonidentifikasjon"] = [rows.row(_registered(person), "Tildele d-nummer", foreign)]
    return document


def _permit(rows: Rows, person: Person, arrived: date) -> Document:
    permanent = years_after(arrived, 5) < AS_OF
    opphold: dict[str, Json] = {
        "oppholdstillatelse": "permanent" if permanent else "midlertidig",
        "oppholdFra": str(arrived),
    }
    if not permanent:
        opphold["oppholdTil"] = str(years_after(arrived, 5))
    case: dict[str, Json] = {
        "identifikasjonsnummer": f"{arrived.year}{person.key % 1_000_000:06}01",
        "identifikasjonsnummertype": "utlendingsmyndighetenesIdentifikasjonsnummer",
        "utstederland": _NORWAY,
    }
    return {
        "opphold": [rows.row(arrived, "Oppholdstillatelse", opphold)],
        "utlendingsmyndighetenesIdentifikasjonsnummer": [rows.row(arrived, "Innflytting", case)],
    }


def _sami(rows: Rows, person: Person) -> Document:
    if not person.sami or rows.draw.random() < 0.4:
        return {}
    language = ("nordsamisk", "nordsamisk", "nordsamisk", "lulesamisk", "soersamisk")[person.key % 5]
    document: Document = {
        "brukAvSamiskSpraak": [rows.row(date(2023, 3, 1), "Språkregistrering", {"spraak": [language]})]
    }
    if years_after(person.born, 18) < AS_OF:
        when = max(date(2021, 6, 1), years_after(person.born, 18))
        entry: dict[str, Json] = {"forhold": "innmeldt", "vedtaksdato": str(when)}
        document["forholdTilSametingetsValgmanntall"] = [rows.row(when, "Sametinget", entry)]
    return document
