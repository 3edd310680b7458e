"""Civil status, family, parental responsibility, guardianship and the contact of an estate."""

from collections.abc import Iterator
from datetime import date, timedelta

from testmiljo.befolkning.dates import AS_OF, years_after
from testmiljo.befolkning.documents.rows import Document, Json, Row, Rows
from testmiljo.befolkning.numbers import FEMALE
from testmiljo.befolkning.person import Person, Status, Trait

_COUPLE = "ektefelleEllerPartner"
_GUARDIAN_TASKS: tuple[tuple[str, str], ...] = (
    ("nav", "arbeid"),
    ("nav", "pensjon"),
    ("bank", "representasjonDagligbank"),
    ("helfo", "fastlege"),
    ("kommune", "sosialeTjenester"),
    ("skatteetaten", "skatt"),
    ("oevrige", "avslutningAvHusleiekontrakter"),
)
_OLD_SCOPES = ("personligeOgOekonomiskeInteresser", "oekonomiskeInteresser", "personligeInteresser")


def relations(rows: Rows, person: Person) -> Document:
    document: Document = {"sivilstand": list(_sivilstand(rows, person))}
    family = [*_partner(rows, person), *_children(rows, person), *_parents(rows, person)]
    if family:
        document["familierelasjon"] = list[Json](family)
    responsibility = list(_foreldreansvar(rows, person))
    if responsibility:
        document["foreldreansvar"] = list[Json](responsibility)
    if person.guardian:
        document["vergemaalEllerFremtidsfullmakt"] = list(_vergemaal(rows, person, person.guardian))
    if person.died and person.died > years_after(AS_OF, -4) and rows.draw.random() < 0.7:
        document["kontaktinformasjonForDoedsbo"] = [_doedsbo(rows, person, person.died)]
    return document


def _sivilstand(rows: Rows, person: Person) -> Iterator[Row]:
    """Newest first."""
    events = [(person.born, "Fødsel", _unmarried(person)), *_couple_events(person)]
    for index, (when, reason, fields) in enumerate(reversed(events)):
        yield rows.row(when, reason, fields, current=index == 0)


def _unmarried(person: Person) -> dict[str, Json]:
    if person.d_number or person.status is Status.IKKE_BOSATT:
        return {"sivilstand": "uoppgitt"}
    return {"sivilstand": "ugift", "sivilstandsdato": str(person.born)}


def _couple_events(person: Person) -> Iterator[tuple[date, str, dict[str, Json]]]:
    """What happened to a marriage, oldest first; the one who died first stays married."""
    couple, spouse = person.couple, person.spouse
    if couple is None or spouse is None or couple.married is None:
        return
    wedding: dict[str, Json] = {"myndighet": "ANSATT_I_KOMMUNE" if person.key % 2 else "DEN_NORSKE_KIRKE"}
    if person.homes:
        wedding["kommune"] = person.homes[-1].kommune
    yield couple.married, "Vigsel", _civil("gift", couple.married, spouse) | wedding
    county: dict[str, Json] = {"myndighet": "STATSFORVALTEREN"}
    if couple.separated:
        yield couple.separated, "Separasjon", _civil("separert", couple.separated, spouse) | county
    if couple.divorced:
        yield couple.divorced, "Skilsmisse", _civil("skilt", couple.divorced, spouse) | county
    if couple.widowed and not person.died:
        yield couple.widowed, "Dødsfall", _civil("enkeEllerEnkemann", couple.widowed, spouse)


def _civil(status: str, when: date, spouse: Person) -> dict[str, Json]:
    return {"sivilstand": status, "sivilstandsdato": str(when), "relatertVedSivilstand": spouse.number}


def _partner(rows: Rows, person: Person) -> Iterator[Row]:
    if person.couple and person.couple.married and person.spouse:
        over = person.couple.divorced or person.couple.widowed
        fields = _relation(person.spouse, _COUPLE, _COUPLE)
        yield rows.row(person.couple.married, "Vigsel", fields, current=over is None, ended=over)


def _children(rows: Rows, person: Person) -> Iterator[Row]:
    for child in reversed(person.children):
        yield rows.row(child.born, "Fødsel", _relation(child, "barn", _parent_role(person, child)))


def _parents(rows: Rows, person: Person) -> Iterator[Row]:
    for parent in person.parents:
        yield rows.row(person.born, "Fødsel", _relation(parent, _parent_role(parent, person), "barn"))
    if not person.parents and person.key % 7 == 0:
        yield rows.row(person.born, "Fødsel", _unregistered_parent(person))


def _relation(other: Person, theirs: str, mine: str) -> dict[str, Json]:
    return {"relatertPerson": other.number, "relatertPersonsRolle": theirs, "minRolleForPerson": mine}


def _parent_role(parent: Person, child: Person) -> str:
    """In a couple of two women the second is the co-mother (medmor)."""
    if parent.sex != FEMALE:
        return "far"
    both_women = len(child.parents) == 2 and all(each.sex == FEMALE for each in child.parents)
    return "medmor" if both_women and parent is child.parents[1] else "mor"


def _unregistered_parent(person: Person) -> dict[str, Json]:
    """A parent who never had a number here, known by name only."""
    born = years_after(person.born, -30)
    other: dict[str, Json] = {
        "navn": {"fornavn": "ASTRI" if person.key % 2 else "OLAV", "etternavn": person.name.last},
        "foedselsdato": str(born),
        "kjoenn": "kvinne" if person.key % 2 else "mann",
        "statsborgerskap": person.origin.alpha3,
    }
    role = "mor" if person.key % 2 else "far"
    return {
        "relatertPersonUtenFolkeregisteridentifikator": other,
        "relatertPersonsRolle": role,
        "minRolleForPerson": "barn",
    }


def _foreldreansvar(rows: Rows, person: Person) -> Iterator[Row]:
    """One row for each holder on the child, and one for each minor child on the holder."""
    for child in [child for child in person.children if _minor(child) and not person.died]:
        fields = _responsibility(child, person)
        yield rows.row(child.born, "Fødsel", fields)
    if _minor(person):
        for parent in [parent for parent in person.parents if not parent.died]:
            yield rows.row(person.born, "Fødsel", _responsibility(person, parent))


def _responsibility(child: Person, holder: Person) -> dict[str, Json]:
    living = [parent for parent in child.parents if not parent.died]
    kind = "felles" if len(living) == 2 else _parent_role(holder, child)
    return {"ansvar": kind, "ansvarssubjekt": child.number, "ansvarlig": holder.number}


def _minor(person: Person) -> bool:
    return years_after(person.born, 18) > AS_OF


def _vergemaal(rows: Rows, person: Person, guardian: str) -> Iterator[Row]:
    """Since November 2023 the scope is a list of tasks; rows from before keep `omfang`."""
    old: dict[str, Json] = {
        "foedselsEllerDNummer": guardian,
        "omfang": _OLD_SCOPES[person.key % len(_OLD_SCOPES)],
        "omfangetErInnenPersonligOmraade": person.key % 2 == 0,
    }
    first = max(date(2018, 3, 1), person.born) + timedelta(days=person.key % 900)
    converted = person.trait is Trait.VERGEMAAL or person.key % 2 == 0
    if converted:
        tasks = _GUARDIAN_TASKS[person.key % 3 : person.key % 3 + 4]
        areas: list[Json] = [
            {"vergeTjenestevirksomhet": office, "vergeTjenesteoppgave": task} for office, task in tasks
        ]
        new: dict[str, Json] = {"foedselsEllerDNummer": guardian, "tjenesteomraade": areas}
        yield rows.row(date(2023, 11, 20), "Vergemål", _guardianship(new))
    if not converted or person.trait is Trait.GAMMELT_VERGEMAAL:
        yield rows.row(first, "Vergemål", _guardianship(old), current=not converted)


def _guardianship(verge: dict[str, Json]) -> dict[str, Json]:
    return {"vergemaaltype": "voksen", "embete": "statsforvalterenIAgder", "verge": verge}


def _doedsbo(rows: Rows, person: Person, died: date) -> Row:
    contact = next((heir for heir in [person.spouse, *person.children] if heir and not heir.died), None)
    holder: dict[str, Json] = (
        {"person": {"foedselsEllerDNummer": contact.number}}
        if contact
        else {"advokat": {"personnavn": {"fornavn": "VIGDIS", "etternavn": "TESTADVOKAT"}}}
    )
    post: dict[str, Json] = {
        "adresselinje": ["Postboks 1"],
        "postnummer": "0101",
        "poststedsnavn": "OSLO",
        "landkode": "NOR",
    }
    issued = died + timedelta(days=45)
    fields: dict[str, Json] = {
        "skifteform": "annet" if contact else "offentlig",
        "attestutstedelsesdato": str(issued),
        "adresse": post,
    }
    return rows.row(died, "Dødsfall", fields | holder)
