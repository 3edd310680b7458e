"""The residents of the test world: those who have a name here, and some dozens more. All numbers are synthetic."""

from collections.abc import Iterator
from datetime import date
from itertools import count

from fiks.folkeregister.tests.persons import Rad, line, merged, numbers, past, person, rad, veg

FILLERS = 48
_STREETS = ("Strandgata", "Kirkebakken", "Øvregate", "Åsveien")


def _number(born: date, nth: int = 0, *, dnumber: bool = False) -> str:
    """The nth valid synthetic number that begins with this date."""
    day = born.day + (40 if dnumber else 0)
    found = numbers(f"{day:02}{born.month + 80}{born.year % 100:02}")
    return next(number for place, number in enumerate(found) if place == nth)


_BORN = {
    "solveig": date(1958, 3, 12),
    "per": date(1955, 8, 1),
    "mona": date(1988, 6, 15),
    "lise": date(2018, 2, 20),
    "fortrolig": date(1956, 4, 4),
    "strengt": date(1950, 9, 9),
    "klient": date(1957, 1, 30),
    "klientopphold": date(1949, 11, 11),
    "merged": date(1961, 12, 24),
    "dnummer": date(1990, 7, 7),
    "doed": date(1930, 2, 2),
    "utflyttet": date(1980, 10, 10),
    "samisk": date(1975, 5, 17),
    "ukjentbosted": date(1966, 6, 6),
    "verge": date(1945, 4, 8),
    "bjarne": date(1944, 12, 1),
}
NAMED: dict[str, str] = {
    **{name: _number(born, dnumber=name == "dnummer") for name, born in _BORN.items()},
    "merged_former": _number(date(1961, 12, 24), 1),
    "nobody": _number(date(1999, 9, 19), 3),
}


def documents() -> Iterator[bytes]:
    """All documents, one a line, as the loader takes them."""
    for document in (*_named(), *_fillers()):
        yield line(document)


def _named() -> Iterator[dict[str, object]]:
    home = veg("Strandgata")
    yield _resident(
        "solveig",
        "SOLVEIG",
        "CHRISTIANSEN",
        "kvinne",
        navn=[rad(fornavn="SOLVEIG", etternavn="CHRISTIANSEN"), past(fornavn="SOLVEIG", etternavn="KRISTJANSEN")],
        bostedsadresse=[rad(**home), past(**veg("Vestregate", kommune="4203"))],
        sivilstand=[rad(sivilstand="gift", sivilstandsdato="1983-05-14", relatertVedSivilstand=NAMED["per"])],
        familierelasjon=[_relation(NAMED["per"], "ektefelleEllerPartner", "ektefelleEllerPartner")],
    )
    yield _resident("per", "PER ARNE", "CHRISTIANSEN", "mann", bostedsadresse=[rad(**home)])
    yield from _family()
    yield from _protected()
    yield from _unusual()


def _family() -> Iterator[dict[str, object]]:
    """Lise lives with Mona; her father Frank is protected, so nothing about him may show where."""
    home = veg("Skoleveien")
    yield _resident(
        "mona",
        "MONA",
        "LUND",
        "kvinne",
        bostedsadresse=[rad(**home)],
        familierelasjon=[_relation(NAMED["lise"], "barn", "mor")],
    )
    yield _resident(
        "lise",
        "LISE",
        "LUND",
        "kvinne",
        bostedsadresse=[rad(**home)],
        deltBosted=[rad(**veg("Hemmeligveien", grading="fortrolig"), startdatoForKontrakt="2024-01-01")],
        familierelasjon=[_relation(NAMED["mona"], "mor", "barn"), _relation(NAMED["fortrolig"], "far", "barn")],
        foreldreansvar=[
            rad(ansvar="felles", ansvarlig=NAMED["mona"]),
            rad(ansvar="felles", ansvarlig=NAMED["fortrolig"]),
        ],
    )


def _protected() -> Iterator[dict[str, object]]:
    yield _resident(
        "fortrolig",
        "FRANK",
        "FJELL",
        "mann",
        adressebeskyttelse=[rad(graderingsnivaa="fortrolig")],
        bostedsadresse=[
            rad(**veg("Hemmeligveien", grading="fortrolig")),
            past(**veg("Gammelveien", grading="fortrolig")),
        ],
        innflytting=[rad(fraflyttingsland="SWE", fraflyttingsstedIUtlandet="HEMMELIGSTAD")],
        familierelasjon=[_relation(NAMED["lise"], "barn", "far")],
    )
    yield _resident(
        "strengt",
        "STINE",
        "SKJULT",
        "kvinne",
        adressebeskyttelse=[rad(graderingsnivaa="strengtFortrolig")],
        bostedsadresse=None,
        postadresse=[
            rad(
                adressegradering="ugradert",
                postadresseIFrittFormat={"adresselinje": ["C/O SKATT NORD"], "poststed": {"postnummer": "9008"}},
            )
        ],
    )
    yield _resident(
        "klient", "KARE", "KROGH", "mann", bostedsadresse=[rad(**veg("Klientveien", grading="klientadresse"))]
    )
    yield _resident(
        "klientopphold",
        "KARIN",
        "LIEN",
        "kvinne",
        oppholdsadresse=[rad(**veg("Klientveien", grading="klientadresse"), oppholdsadressedato="2025-01-01")],
    )


def _unusual() -> Iterator[dict[str, object]]:
    yield _resident(
        "merged", "MADS", "MOEN", "mann", identifikasjonsnummer=merged(NAMED["merged"], NAMED["merged_former"])
    )
    d_number = rad(foedselsEllerDNummer=NAMED["dnummer"], identifikatortype="dNummer", status="iBruk")
    yield _resident(
        "dnummer",
        "DARIUSZ",
        "NOWAK",
        "mann",
        identifikasjonsnummer=[d_number],
        status=[rad(status="midlertidig")],
        statsborgerskap=[rad(statsborgerskap="POL")],
        bostedsadresse=None,
        oppholdsadresse=[rad(**veg("Havnegata"), oppholdsadressedato="2025-03-01")],
    )
    yield _resident(
        "doed",
        "DAGNY",
        "DAHL",
        "kvinne",
        status=[rad(status="doed")],
        doedsfall={"doedsdato": "2025-06-01", "erGjeldende": True},
        bostedsadresse=[past(**veg("Øvregate"))],
    )
    yield _resident(
        "utflyttet", "ULF", "BERG", "mann", status=[rad(status="utflyttet")], bostedsadresse=[past(**veg("Øvregate"))]
    )
    yield _resident("samisk", "ÁNNE", "GOLBMAČIEHKA", "kvinne", bostedsadresse=[rad(**veg("Åsveien"))])
    yield _resident(
        "ukjentbosted",
        "UNNI",
        "UKJENT",
        "kvinne",
        bostedsadresse=[rad(adressegradering="ugradert", ukjentBosted={"bostedskommune": "4215"})],
    )
    yield _resident("verge", "VERA", "VIK", "kvinne", vergemaalEllerFremtidsfullmakt=[_guardianship()])
    yield _resident("bjarne", "BJARNE", "AAS", "mann", bostedsadresse=[rad(**veg("Birkelandsveien", kommune="4216"))])


def _guardianship() -> Rad:
    tasks = [{"vergeTjenestevirksomhet": "nav", "vergeTjenesteoppgave": ["soeknad"]}]
    return rad(
        vergemaaltype="voksen",
        embete="statsforvalterenIAgder",
        verge={"foedselsEllerDNummer": NAMED["per"], "tjenesteomraade": tasks},
    )


def _relation(other: str, their_role: str, my_role: str) -> Rad:
    return rad(relatertPerson=other, relatertPersonsRolle=their_role, minRolleForPerson=my_role)


def _resident(name: str, given: str, family: str, sex: str, **elements: object) -> dict[str, object]:
    return _person(NAMED[name], _BORN[name], given, family, sex, **elements)


def _person(number: str, born: date, given: str, family: str, sex: str, **elements: object) -> dict[str, object]:
    basis: dict[str, object] = {
        "navn": [rad(fornavn=given, etternavn=family)],
        "foedsel": [rad(foedselsdato=born.isoformat(), foedselsaar=str(born.year), foedeland="NOR")],
        "kjoenn": [rad(kjoenn=sex)],
        "sivilstand": [rad(sivilstand="ugift")],
        "statsborgerskap": [rad(statsborgerskap="NOR")],
    }
    return person(number, **(basis | elements))


def _fillers() -> Iterator[dict[str, object]]:
    """From one year old and up, every second a woman, every fourth in Birkenes."""
    for nth in range(FILLERS):
        born = date(2025 - nth * 2, 1 + nth % 12, 1 + nth % 28)
        kommune = "4216" if nth % 4 == 0 else "4215"
        home = veg(_STREETS[nth % 4], kommune=kommune)
        address = dict(home["vegadresse"]) | {"adressenummer": {"husnummer": str(nth + 20)}}  # type: ignore[call-overload]
        place = {"adresseIdentifikatorFraMatrikkelen": f"fyll-{nth}", "vegadresse": address}
        sex, given = ("kvinne", "KARI") if nth % 2 else ("mann", "OLA")
        yield _person(
            _filler_number(born),
            born,
            f"{given} {_letter(nth)}",
            "FYLLING",
            sex,
            bostedsadresse=[rad(**(home | place))],
        )


def _filler_number(born: date) -> str:
    taken = set(NAMED.values())
    return next(number for nth in count() if (number := _number(born, nth)) not in taken)


def _letter(nth: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[nth % 26] * (1 + nth // 26)
