"""What the demo shows: three municipalities, their people and roles, a town that lives, and a list. Made through actions and
commands.
"""

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from demo_digiorden import digiorden

from testmiljo.befolkning import Town, examples, former_numbers

if TYPE_CHECKING:
    from fiks.felles.kontekst import Actor
    from fiks.felles.virksomhet.models import Bruker, Virksomhet
    from fiks.folkeregister.models.rolle import Registerrolle

REASON = "Demonstrasjon"
LILLESAND, BIRKENES, GRIMSTAD = "964965404", "964965781", "864964702"


@dataclass(frozen=True, slots=True)
class DemoTown:
    """Which town. Another one is loaded beside the one that is there already."""

    residents: int = 12_000
    seed: int = 7
    kommuner: tuple[str, ...] = ("4215", "4216", "4202")

    def options(self) -> list[str]:
        """For the command line of testmiljo."""
        places = [part for kommune in self.kommuner for part in ("--kommune", kommune)]
        return ["--innbyggere", str(self.residents), "--froe", str(self.seed), *places]

    def town(self) -> Town:
        return Town(self.seed, self.residents, self.kommuner)


TOWN = DemoTown()
# What has happened to the town since the file that the copy is loaded from, and what goes on happening.
ACTS_BEFORE, ACTS_SINCE, ACTS_PER_MINUTE = 150, "2026-11-01", 6


@dataclass(frozen=True, slots=True)
class Person:
    """One who logs in. `does` is a line for the log-in page."""

    key: str
    fnr: str
    navn: str
    orgnr: str
    does: str


PERSONS = (
    Person("jonas", "01817500087", "Jonas Lie Berg", LILLESAND, "saksbehandler"),
    Person("ingrid", "01817500168", "Ingrid Aas", LILLESAND, "Fiks-administrator"),
    Person("siri", "01817500249", "Siri Haugen", LILLESAND, "saksbehandler i barnevernet"),
    Person("odd", "01817500400", "Odd Rønning", LILLESAND, "personvernombud, og kontrollerer loggen for barnevernet"),
    Person("berit", "01817500591", "Berit Solås", BIRKENES, "Fiks-administrator og saksbehandler"),
    Person("tor", "01817500672", "Tor Homme", GRIMSTAD, "Fiks-administrator og saksbehandler"),
)
ORGANISATIONS = (
    (LILLESAND, "Lillesand kommune", "4215"),
    (BIRKENES, "Birkenes kommune", "4216"),
    (GRIMSTAD, "Grimstad kommune", "4202"),
)
TEST_PERSONS = [
    {
        "fnr": person.fnr,
        "name": person.navn,
        "description": f"{person.does}, {next(navn for orgnr, navn, _ in ORGANISATIONS if orgnr == person.orgnr)}",
    }
    for person in PERSONS
]


@dataclass(frozen=True, slots=True)
class Made:
    """Everything that was made. The first role opens everything, med hjemmel."""

    organisations: Sequence["Virksomhet"]
    people: dict[str, "Bruker"]
    roles: Sequence["Registerrolle"]
    holders: dict[str, Sequence["Registerrolle"]]


def prepare_database() -> None:
    """Migrate as the owner."""
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0)


def let_the_town_live(state: Path) -> None:
    """Let things have happened to the town the first time, so that there is something to follow."""
    if not list(state.glob("liv-*.ndjson")):
        from testmiljo.cli import main as testmiljo

        acts = ["--antall", str(ACTS_BEFORE), "--siden", ACTS_SINCE]
        testmiljo(["lev", *TOWN.options(), "--tilstand", str(state), *acts], standalone_mode=False)


def load_town(state: Path) -> None:
    """Load the town as it was, fetch the examples by bulk look-up, and follow to today, as one would in operation."""
    marker = state / "demo-by.json"
    wanted = json.dumps([TOWN.residents, TOWN.seed, TOWN.kommuner])
    if marker.exists() and marker.read_text("utf-8") == wanted:
        return
    from testmiljo.cli import main as testmiljo

    file = state / "by.ndjson.zst"
    testmiljo(["generer", *TOWN.options(), "--ut", str(file)], standalone_mode=False)
    _fiks("last", str(file))
    numbers = state / "eksempler.txt"
    numbers.write_text("\n".join(lookup_examples()) + "\n", "utf-8")
    _fiks("last", "--hent", str(numbers))
    _fiks("folg", "--fra", "1", "--en-gang")
    marker.write_text(wanted, "utf-8")


def lookup_examples() -> list[str]:
    """Numbers that are worth a look: of every kind of person, and ended ones."""
    town = TOWN.town()
    found = [number for kind in examples(town, 2).values() for number in kind]
    return list(dict.fromkeys([*found, *list(former_numbers(town))[:2]]))


def organisations_and_roles() -> Made:
    """Make what is missing of organisations, people, roles and assignments."""
    from fiks.felles.kontekst import acting
    from fiks.felles.kontekst.command_line import operator
    from fiks.felles.tilgang import actions as tilgang
    from fiks.folkeregister.access import TJENESTE

    by, at = operator(aarsak=REASON), datetime.now(UTC)
    with acting(by):
        organisations = {orgnr: _organisation(orgnr, navn, kommune, by, at) for orgnr, navn, kommune in ORGANISATIONS}
        for organisation in organisations.values():
            tilgang.open_tjeneste(virksomhet=organisation, tjeneste=TJENESTE, aarsak=REASON, by=by, at=at)
        people = {person.key: _person(person, organisations[person.orgnr], by, at) for person in PERSONS}
        for key in ("ingrid", "berit", "tor"):
            with contextlib.suppress(tilgang.AlreadyGiven):
                tilgang.appoint_administrator(bruker=people[key], begrunnelse=REASON, by=by, at=at)
        full, vaksine, barnevern, birkenes, grimstad = roles = _roles(organisations, by, at)
        holders = {
            "jonas": (full, vaksine),
            "siri": (barnevern,),
            "berit": (birkenes,),
            "tor": (grimstad,),
            "ingrid": (),
            "odd": (),
        }
        _give(people, holders, by, at)
    digiorden(people, by=by, at=at)
    return Made(list(organisations.values()), people, roles, holders)


def _organisation(orgnr: str, navn: str, kommune: str, by: "Actor", at: datetime) -> "Virksomhet":
    from fiks.felles.virksomhet import actions, queries
    from fiks.felles.virksomhet.models import VirksomhetType

    return queries.virksomhet_with_orgnr(orgnr) or actions.create_virksomhet(
        orgnr=orgnr, navn=navn, type=VirksomhetType.KOMMUNE, kommunenummer=kommune, by=by, at=at
    )


def _person(person: Person, owner: "Virksomhet", by: "Actor", at: datetime) -> "Bruker":
    from fiks.felles.virksomhet.actions import add_bruker

    epost = f"{person.key}@{owner.navn.split()[0].lower()}.example"
    return add_bruker(
        virksomhet=owner, foedselsnummer=person.fnr, navn=person.navn, epost=epost, stilling=person.does, by=by, at=at
    )


def _roles(owners: dict[str, "Virksomhet"], by: "Actor", at: datetime) -> list["Registerrolle"]:
    from fiks.felles.koder import hjemler
    from fiks.folkeregister.actions.roller import RolleInnhold, create_rolle
    from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle
    from fiks.folkeregister.opplysninger import CATALOGUE, FULL_STATUS, GRADERTE_ADRESSER, HISTORIKK

    fields = {f"{kode}.{field}" for kode, found in CATALOGUE.items() for field in found.confidential_fields}
    everything = frozenset(CATALOGUE) | {HISTORIKK, GRADERTE_ADRESSER, FULL_STATUS} | fields
    every, one = tuple(Bruksomraade), (Bruksomraade.OPPSLAG,)
    lists = (Bruksomraade.OPPSLAG, Bruksomraade.INNBYGGERLISTE)

    def role(
        orgnr: str,
        navn: str,
        area: str,
        opens: frozenset[str],
        uses: tuple[Bruksomraade, ...],
        *kommuner: str,
        med_hjemmel: bool = True,
    ) -> Registerrolle:
        there = Registerrolle.objects.filter(virksomhet=owners[orgnr], navn=navn).first()
        omraade = hjemler.tjenesteomraader()[area]
        statutes = hjemler.hjemler()
        hjemmel = statutes[omraade.saerhjemler[0]] if med_hjemmel else hjemler.hjemler_for(area)[0]
        innhold = RolleInnhold(
            navn=navn,
            tjenesteomraade=area,
            hjemmel=str(hjemmel),
            formaal=tuple(formaal.navn for formaal in omraade.formaal),
            opplysninger=opens,
            bruksomraader=uses,
            kommuner=kommuner,
            med_hjemmel=med_hjemmel,
            begrunnelse=REASON,
        )
        return there or create_rolle(innhold, virksomhet=owners[orgnr], by=by, at=at)

    helse, barnevern = (hjemler.tjenesteomraader()[area] for area in ("HELSE", "BARNEVERN"))
    child = frozenset(barnevern.default_open) | frozenset(barnevern.default_confidential)
    return [
        role(LILLESAND, "Skole med hjemmel", "OPPVEKST", everything, every, "4215", "4216"),
        role(LILLESAND, "Vaksinasjon", "HELSE", frozenset(helse.default_open), lists, "4215", med_hjemmel=False),
        role(LILLESAND, "Barnevern", "BARNEVERN", child, one, "4215"),
        role(BIRKENES, "Vaksinasjon", "HELSE", frozenset(helse.default_open), lists, "4216", med_hjemmel=False),
        role(GRIMSTAD, "Vaksinasjon", "HELSE", frozenset(helse.default_open), lists, "4202", med_hjemmel=False),
    ]


def _give(
    people: dict[str, "Bruker"], holders: dict[str, Sequence["Registerrolle"]], by: "Actor", at: datetime
) -> None:
    from fiks.felles.tilgang import actions as tilgang
    from fiks.felles.tilgang.models import Ressurs, RessursType
    from fiks.felles.tilgang.privilegier import KONTROLLER
    from fiks.folkeregister.access import BRUK

    area = Ressurs.objects.get(virksomhet_id=people["odd"].virksomhet_id, type=RessursType.OMRAADE, kode="BARNEVERN")
    given = [(people[key], rolle.ressurs, BRUK) for key, roller in holders.items() for rolle in roller]
    for bruker, ressurs, kode in [*given, (people["odd"], area, KONTROLLER)]:
        with contextlib.suppress(tilgang.AlreadyGiven):
            tilgang.give_access(
                bruker=bruker,
                ressurs=ressurs,
                kode=kode,
                valid_from=at,
                valid_until=None,
                begrunnelse=REASON,
                by=by,
                at=at,
            )


def draw_list(state: Path, made: Made) -> Path:
    """Draw the list of those to be offered vaccination: everyone who is 65 or older at the end of the year."""
    vaksine = made.roles[1]
    year = datetime.now(UTC).year
    file = state / f"innbyggerliste-lillesand-{datetime.now(UTC):%d.%m.%Y}.xlsx"
    _fiks(
        *("innbyggerliste", "--kommune", "4215", "--alder", "65-", "--per", f"{year}-12-31", "--kolonner", "VAKSINE"),
        *("--rolle", str(vaksine.id), "--formaal", vaksine.formaal[0], "--som", str(made.people["jonas"].id)),
        *("--ut", str(file), "--overskriv"),
    )
    return file


def facts(made: Made) -> dict[str, object]:
    """What a program needs to use the demo."""
    names = {organisation.id: organisation.navn for organisation in made.organisations}
    return {
        "organisations": [
            {"id": str(owner.id), "orgnr": owner.orgnr, "name": owner.navn, "kommunenummer": owner.kommunenummer}
            for owner in made.organisations
        ],
        "persons": [
            {
                "fnr": person.fnr,
                "name": person.navn,
                "organisation": names[made.people[person.key].virksomhet_id],
                "roles": [rolle.navn for rolle in made.holders[person.key]],
                "does": person.does,
            }
            for person in PERSONS
        ],
        "roles": [
            {"id": str(rolle.id), "name": rolle.navn, "organisation": names[rolle.virksomhet_id]}
            for rolle in made.roles
        ],
        "lookup_examples": lookup_examples(),
    }


def close() -> None:
    """Let go of the database, which the site's own processes use from here on."""
    from django.db import connections

    connections.close_all()


def _fiks(*arguments: str) -> None:
    from fiks.nettsted.cli import fiks

    try:
        fiks.main(list(arguments), prog_name="fiks", standalone_mode=False)
    except click.ClickException as error:
        raise SystemExit(f"fiks {arguments[0]}: {error.format_message()}") from error
