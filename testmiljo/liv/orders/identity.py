"""New persons, numbers, names, merges and splits, corrections and annulments."""

from msgspec.structs import replace

from testmiljo.befolkning import Document
from testmiljo.liv.line import Akt, Line
from testmiljo.liv.orders.world import ORDERS, Refused, World
from testmiljo.liv.rows import current, number_of, rows, status_of, text

_ABROAD = "SWE"
_CORRECTABLE = {
    "navn": {"fornavn", "mellomnavn", "etternavn"},
    "foedsel": {"foedested", "foedeland"},
    "kjoenn": {"kjoenn"},
    "statsborgerskap": {"statsborgerskap"},
}
_ANNULLABLE = {
    "navn": "endringINavn",
    "bostedsadresse": "endringIBostedsadresse",
    "statsborgerskap": "endringIStatsborgerskap",
    "postadresse": "endringIKontaktinformasjon",
}


def ny_person(world: World, akt: Akt) -> list[Line]:
    """Moves to Norway; without `foedt` a grown-up."""
    return _new_person(world, replace(akt, bolig=world.dwelling(akt)), "personErBosatt", d_number=False)


@ORDERS.kind
def dnummer(world: World, akt: Akt) -> list[Line]:
    return _new_person(world, replace(akt, bolig=None), "personErOpprettet", d_number=True)


def _new_person(world: World, akt: Akt, hendelsetype: str, *, d_number: bool) -> list[Line]:
    kjoenn = akt.kjoenn or world.some_kjoenn()
    foedt = akt.foedt or f"{1960 + world.chance(4) % 40}-{1 + world.chance(5) % 12:02}-{1 + world.chance(6) % 28:02}"
    if foedt > akt.dato:
        raise Refused("Fødselsdatoen er etter datoen for hendelsen.")
    akt = replace(
        akt,
        slag="ny_person",
        kjoenn=kjoenn,
        foedt=foedt,
        nytt=world.new_number(foedt, kjoenn, d_number=d_number),
        navn=akt.navn or world.some_name(kjoenn, "LINDQVIST"),
        land=akt.land or _ABROAD,
        kommune="",
    )
    return world.write(akt, (akt.nytt, hendelsetype))


@ORDERS.kind
def nytt_nummer(world: World, akt: Akt) -> list[Line]:
    """The event of the change comes on the old number, and personErBosatt on the new one. A holder of a d-number moves to
    Norway by it."""
    document = world.with_status(akt.nummer, "bosatt", "midlertidig", "inaktiv", "ikkeBosatt")
    born = text(current(document, "foedsel"), "foedselsdato")
    if not born:
        raise Refused("Personen mangler fødselsdato.")
    nytt = world.new_number(born, text(current(document, "kjoenn"), "kjoenn"))
    bolig = None if status_of(document) == "bosatt" else world.dwelling(akt)
    old = number_of(document)
    akt = replace(akt, slag="nytt_nummer", nummer=old, nytt=nytt, bolig=bolig, kommune="")
    return world.write(akt, (old, "endringIIdentifikasjonsnummer"), (nytt, "personErBosatt"))


@ORDERS.kind
def sammenslaaing(world: World, akt: Akt) -> list[Line]:
    """`nummer` lives on; `med` ends."""
    survivor, duplicate = number_of(world.person(akt.nummer)), number_of(world.person(akt.med))
    if survivor == duplicate:
        raise Refused("De to numrene er samme person.")
    akt = replace(akt, nummer=survivor, med=duplicate)
    return world.write(
        akt,
        (survivor, "personErViderefoertSomGjeldendeVedSammenslaaing"),
        (duplicate, "personErOpphoertSomDublett"),
    )


@ORDERS.kind
def splitting(world: World, akt: Akt) -> list[Line]:
    """`med` is a number that was merged into `nummer` in this life."""
    survivor = number_of(world.person(akt.nummer))
    if not world.register.is_merged(akt.med) or number_of(world.person(akt.med)) != survivor:
        raise Refused("Numrene er ikke slått sammen.")
    akt = replace(akt, nummer=survivor)
    return world.write(akt, (survivor, "personErEndretVedSplitting"), (akt.med, "personErGjenopprettetVedSplitting"))


@ORDERS.kind
def opphoer(world: World, akt: Akt) -> list[Line]:
    document = world.person(akt.nummer)
    if status_of(document) == "opphoert":
        raise Refused("Personen er opphørt fra før.")
    return world.write(replace(akt, nummer=number_of(document)), (number_of(document), "personErOpphoert"))


@ORDERS.kind
def navneendring(world: World, akt: Akt) -> list[Line]:
    document = world.with_status(akt.nummer, "bosatt", "utflyttet", "midlertidig")
    name = current(document, "navn")
    navn = akt.navn or world.some_name(
        text(current(document, "kjoenn"), "kjoenn"), text(name, "etternavn") or "TESTNAVN"
    )
    return world.write(replace(akt, nummer=number_of(document), navn=navn), (number_of(document), "endringINavn"))


@ORDERS.kind
def statsborgerskap(world: World, akt: Akt) -> list[Line]:
    number = number_of(world.with_status(akt.nummer, "bosatt"))
    akt = replace(akt, nummer=number, land=akt.land or "NOR")
    return world.write(akt, (number, "endringIStatsborgerskap"))


@ORDERS.kind
def retting(world: World, akt: Akt) -> list[Line]:
    """Other `verdier` in the current row of `element`; the wrong ones leave no trace."""
    document = world.person(akt.nummer)
    _check_element(document, akt.element, _CORRECTABLE)
    if not akt.verdier or set(akt.verdier) - _CORRECTABLE[akt.element]:
        raise Refused(f"verdier skal være blant {', '.join(sorted(_CORRECTABLE[akt.element]))}.")
    return world.write(replace(akt, nummer=number_of(document)), (number_of(document), "personErOppdatert"))


@ORDERS.kind
def annullering(world: World, akt: Akt) -> list[Line]:
    """The newest row of `element` was never true, and the one before it is current again."""
    document = world.person(akt.nummer)
    _check_element(document, akt.element, _ANNULLABLE)
    if len(rows(document, akt.element)) < 2 and akt.element != "postadresse":
        raise Refused("Det er ingen tidligere opplysning å gå tilbake til.")
    return world.write(replace(akt, nummer=number_of(document)), (number_of(document), _ANNULLABLE[akt.element]))


def _check_element(document: Document, element: str, known: dict[str, set[str]] | dict[str, str]) -> None:
    if element not in known:
        raise Refused(f"element skal være {', '.join(known)}.")
    if current(document, element) is None:
        raise Refused("Personen har ikke opplysningen.")


@ORDERS.kind
def hendelse(world: World, akt: Akt) -> list[Line]:
    """An event of any type, also one that is not published, about any number, also nobody's. Nothing else changes."""
    if not akt.hendelsetype or len(akt.nummer) != 11 or not akt.nummer.isdigit():
        raise Refused("hendelsetype og nummer må fylles ut.")
    return world.write(akt, (akt.nummer, akt.hendelsetype))
