"""Address protection through every channel of look-up, on generated persons (folkeregister.md b.6).

Every place in a generated document is a word, or a number, that stands nowhere else. What a role may see is worked out here
anew, from the law rather than from the code, and everything else must be in no page, print-out, JSON, log or message.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import pytest
from click.testing import CliRunner
from django.contrib.messages import get_messages
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fiks.felles.kontekst import Acr, acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.actions.oppslag import Valg, slaa_opp
from fiks.folkeregister.commands.oppslag import command
from fiks.folkeregister.models.rolle import Registerrolle
from fiks.folkeregister.opplysninger import ADDRESSES
from fiks.folkeregister.presentation import history
from fiks.folkeregister.presentation.page import personside
from fiks.folkeregister.presentation.sheet import sheet
from fiks.folkeregister.registerkopi import loading
from fiks.folkeregister.tests.persons import Rad, line, numbers, person
from tests.world import EVERYTHING, OPERATOR, World

pytestmark = pytest.mark.django_db
HOVED, BARN, PARTNER, NABO = (number for number, _ in zip(numbers("128557"), range(4), strict=False))
LEVELS = ("", "fortrolig", "strengtFortrolig", "noeHeltNytt")
GRADES = ("ugradert", "klientadresse", "fortrolig", "strengtFortrolig", "noeHeltNytt")
KINDS = ("bostedsadresse", "oppholdsadresse", "deltBosted", "postadresse", "postadresseIUtlandet")


@dataclass
class Hemmelig:
    """Makes places that stand nowhere else, and remembers who may see them: nobody, or with a choice, or all."""

    never: set[str] = field(default_factory=set)
    chosen: set[str] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=lambda: count(731_000_001))

    def word(self, to: set[str]) -> str:
        made = f"Kanari{_letters(next(self.numbers))}"
        to.add(made)
        return made

    def digits(self, to: set[str]) -> int:
        made = next(self.numbers)
        to.add(str(made))
        return made


def _letters(number: int) -> str:
    return "".join("qwxzvbnmkj"[int(digit)] for digit in str(number))


@dataclass(frozen=True)
class Adresse:
    """What an address row is drawn from."""

    kind: str
    grade: str
    current: bool
    form: str


addresses = st.builds(
    Adresse,
    kind=st.sampled_from(KINDS),
    grade=st.sampled_from(GRADES),
    current=st.booleans(),
    form=st.sampled_from(("veg", "matrikkel", "ukjent", "utland")),
)


@dataclass(frozen=True)
class Tilfelle:
    """One person, with those near her, as the register could have them."""

    level: str
    addresses: tuple[Adresse, ...]
    relative_level: str


cases = st.builds(
    Tilfelle,
    level=st.sampled_from(LEVELS),
    addresses=st.lists(addresses, max_size=6).map(tuple),
    relative_level=st.sampled_from(LEVELS),
)


def who_may(adresse: Adresse, level: str, secret: Hemmelig) -> set[str] | None:
    """The set that an address's places belong to; None when all may see them."""
    # A level that nobody knows counts as the strictest, whose open postal address the register gives to all.
    strictest = level in {"strengtFortrolig", "noeHeltNytt"}
    open_post = strictest and adresse.kind == "postadresse" and adresse.current
    if adresse.grade == "ugradert" and (not level or open_post):
        return None
    if strictest or adresse.grade in {"strengtFortrolig", "noeHeltNytt"}:
        return secret.never
    # The choice shows what holds now; where someone was before is nobody's business.
    return secret.chosen if adresse.current else secret.never


def row_of(adresse: Adresse, to: set[str], secret: Hemmelig) -> Rad:
    street = {
        "kommunenummer": secret.word(to),
        "adressenavn": secret.word(to),
        "adressetilleggsnavn": secret.word(to),
        "coAdressenavn": secret.word(to),
        "adressekode": secret.word(to),
        "poststed": {"postnummer": secret.word(to), "poststedsnavn": secret.word(to)},
    }
    forms: dict[str, Rad] = {
        "veg": {"vegadresse": street},
        "matrikkel": {
            "matrikkeladresse": {
                "matrikkelnummer": {"kommunenummer": secret.word(to), "gaardsnummer": secret.digits(to)},
                "adressetilleggsnavn": secret.word(to),
            }
        },
        "ukjent": {"ukjentBosted": {"bostedskommune": secret.word(to)}},
        "utland": {"utenlandskAdresse": {"adressenavn": secret.word(to), "landkode": secret.word(to)}},
    }
    return {
        "erGjeldende": adresse.current,
        "gyldighetstidspunkt": "2020-01-01T00:00:00+01:00" if adresse.current else "2010-01-01T00:00:00+01:00",
        "adressegradering": adresse.grade,
        "grunnkrets": secret.digits(to),
        "skolekrets": secret.digits(to),
        "stemmekrets": secret.digits(to),
        "kirkekrets": secret.digits(to),
        "adresseIdentifikatorFraMatrikkelen": secret.word(to),
        "naerAdresseIdentifikatorFraMatrikkelen": secret.word(to),
        **forms[adresse.form],
    }


def documents(case: Tilfelle, secret: Hemmelig) -> Iterator[Rad]:
    """The person; her child and her partner, who name her; and one who lived with her."""
    yield _main(case, secret)
    open_places: set[str] = set()
    # Without a level the partner still lives at a graded address, which is one of the child's homes.
    relatives_to = secret.chosen if case.relative_level in {"", "fortrolig"} else secret.never
    places = secret.never if case.relative_level else set[str]()
    shared = Adresse("deltBosted", "ugradert", current=True, form="veg")
    level = [{"graderingsnivaa": case.relative_level, "erGjeldende": True}]
    protected = {"adressebeskyttelse": level} if case.relative_level else {}
    yield person(
        PARTNER,
        bostedsadresse=[row_of(Adresse("bostedsadresse", "fortrolig", current=True, form="veg"), secret.never, secret)],
        sivilstand=[{"sivilstand": "gift", "relatertVedSivilstand": HOVED, "sted": secret.word(open_places)}],
        **protected,
    )
    yield person(
        BARN,
        familierelasjon=[_relation(PARTNER, "far", "barn"), _relation(HOVED, "mor", "barn")],
        deltBosted=[row_of(shared, relatives_to, secret)],
    )
    yield person(
        NABO,
        doedsfall={"doedsdato": "2024-01-01", "erGjeldende": True},
        sivilstand=[
            {
                "sivilstand": "gift",
                "relatertVedSivilstand": PARTNER,
                "sted": secret.word(places),
                "kommune": secret.word(places),
                "myndighet": secret.word(places),
            }
        ],
        kontaktinformasjonForDoedsbo=[
            {
                "skifteform": "annet",
                "person": {"foedselsEllerDNummer": PARTNER},
                "adresse": {
                    "adresselinje": [secret.word(places)],
                    "postnummer": secret.word(places),
                    "poststedsnavn": secret.word(places),
                },
            }
        ],
    )


def _main(case: Tilfelle, secret: Hemmelig) -> Rad:
    elements: dict[str, object] = {"bostedsadresse": None}
    for kind in KINDS:
        drawn = [one for one in case.addresses if one.kind == kind]
        hidden_now = any(one.current and who_may(one, case.level, secret) is not None for one in drawn)
        rows = []
        for one in drawn:
            to = who_may(one, case.level, secret)
            if to is None and hidden_now and not one.current:
                to = secret.never  # history goes with the current address
            rows.append(row_of(one, set() if to is None else to, secret))
        if rows:
            elements[kind] = rows
    places = _places_of(case.level, secret)
    elements["innflytting"] = [
        {"fraflyttingsland": secret.word(places), "fraflyttingsstedIUtlandet": secret.word(places), "erGjeldende": True}
    ]
    elements["utflytting"] = [
        {
            "tilflyttingsland": secret.word(places),
            "tilflyttingsstedIUtlandet": secret.word(places),
            "erGjeldende": False,
        }
    ]
    elements["oppholdPaaSvalbard"] = [{"fraflyttingskommunenummer": secret.word(places), "erGjeldende": True}]
    elements["vergemaalEllerFremtidsfullmakt"] = [{"vergemaaltype": "voksen", "embete": secret.word(places)}]
    elements["sivilstand"] = [
        {
            "sivilstand": "ugift",
            "kommune": secret.word(places),
            "sted": secret.word(places),
            "myndighet": secret.word(places),
        }
    ]
    elements["familierelasjon"] = [_relation(BARN, "barn", "mor")]
    if case.level:
        elements["adressebeskyttelse"] = [{"graderingsnivaa": case.level, "erGjeldende": True}]
    return person(HOVED, **elements)


def _places_of(level: str, secret: Hemmelig) -> set[str]:
    if not level:
        return set()
    return secret.chosen if level == "fortrolig" else secret.never


def _relation(other: str, theirs: str, mine: str) -> Rad:
    return {"relatertPerson": other, "relatertPersonsRolle": theirs, "minRolleForPerson": mine, "erGjeldende": True}


def without_choice(client: Client, world: World, rolle: Registerrolle, navn: str) -> Iterator[str]:
    """Everything a look-up gives, before anybody has asked for a graded address."""
    world.log_in(client, world.jonas, rolle, acr=Acr.HIGH)
    for number in (HOVED, BARN, NABO):
        answer = client.post("/folkeregister/oppslag/", {"nummer": number})
        address = answer.headers["Location"]
        yield address
        for query in ("", "?historikk=ja", "?historikk=ja&dato=01.06.2015", "adresse/"):
            page = client.get(f"{address}{query}")
            yield page.content.decode()
            yield repr(dict(page.headers))
            yield " ".join(str(message) for message in get_messages(page.wsgi_request))
        for options in ((), ("--json",), ("--raa",)):
            yield CliRunner().invoke(command, [number, *_options(navn), *options]).output
    yield client.get("/folkeregister/mine-oppslag/").content.decode()
    yield " ".join(map(str, client.session.items()))


def with_choice(client: Client, navn: str) -> Iterator[str]:
    """What a graded look-up gives, on the page and at the command line."""
    for number in (HOVED, BARN, NABO):
        address = client.post("/folkeregister/oppslag/", {"nummer": number}).headers["Location"]
        reason = {"hvorfor": "FARE", "begrunnelse": "Test"}
        yield client.post(f"{address}adresse/", reason, follow=True).content.decode()
        yield client.get(address).content.decode()
        given = ["--gradert", "--aarsak", "Test"]
        yield CliRunner().invoke(command, [number, *_options(navn), *given, "--json"]).output
        yield CliRunner().invoke(command, [number, *_options(navn), *given]).output


def _options(navn: str) -> list[str]:
    return ["--rolle", navn, "--som", "Jonas Lie Berg", "--formaal", "Test"]


def logged(world: World) -> str:
    """All that the log says."""
    with acting(world.actor(world.jonas)):
        rows = Revisjonslinje.objects.all()
        return " ".join(json.dumps([r.detaljer, r.aarsak, r.gjelder, r.opplysninger, r.formaal]) for r in rows)


def found_in(tokens: set[str], texts: Iterator[str]) -> set[str]:
    """Tokens that stand in any of the texts, whatever the letters' case."""
    return {token for text in texts for token in tokens if token.casefold() in text.casefold()}


def _load(world: World, case: Tilfelle) -> Hemmelig:
    secret = Hemmelig()
    rows = [line(document) for document in documents(case, secret)]
    loading.load(rows, by=OPERATOR, at=world.now, reject_path=Path(mkdtemp()) / "avvist.ndjson")
    return secret


def rendered(world: World, rolle: Registerrolle, valg: Valg) -> Iterator[str]:
    """What pages and commands are made of, without their frame."""
    by = world.actor(world.jonas, rolle, acr=Acr.HIGH)
    for number in (HOVED, BARN, NABO):
        with acting(by):
            oppslag = slaa_opp(nummer=number, rolle=rolle, by=by, at=world.now, valg=valg)
        today = world.now.date()
        yield json.dumps(oppslag.dokument, ensure_ascii=False)
        yield sheet(oppslag, on=today)
        yield repr(personside(oppslag, on=today))
        yield repr([history.table(oppslag.dokument), history.sources(oppslag.dokument)])
        yield repr(personside(oppslag, history.as_on(oppslag.dokument, date(2015, 6, 1)), on=today, now=False))


@given(case=cases)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_place_comes_out_that_the_role_may_not_see(world: World, case: Tilfelle) -> None:
    secret = _load(world, case)
    hidden = secret.never | secret.chosen
    for rolle in (world.fullrolle, world.vaksine):
        for valg in (Valg(), Valg(historikk=True)):
            assert found_in(hidden, rendered(world, rolle, valg)) == set()
    chosen = Valg(gradert=True, begrunnelse="Test")
    assert found_in(secret.never, rendered(world, world.fullrolle, chosen)) == set()
    assert found_in(hidden, iter([logged(world)])) == set()


@pytest.mark.parametrize("level", ["", "fortrolig", "strengtFortrolig"])
def test_no_channel_gives_what_the_role_may_not_see(world: World, level: str) -> None:
    drawn = tuple(
        Adresse(kind, grade, current=current, form="veg")
        for kind, grade in zip(
            KINDS, ("klientadresse", "fortrolig", "ugradert", "strengtFortrolig", "ugradert"), strict=True
        )
        for current in (True, False)
    )
    secret, client = _load(world, Tilfelle(level, drawn, "strengtFortrolig")), Client()
    hidden = secret.never | secret.chosen
    for rolle in (world.fullrolle, world.vaksine):
        assert found_in(hidden, without_choice(client, world, rolle, rolle.navn)) == set()
        allowed = secret.chosen if rolle == world.fullrolle else set()
        assert found_in(hidden - allowed, with_choice(client, rolle.navn)) == set()
    assert found_in(hidden, iter([logged(world)])) == set()


def test_the_generated_places_do_come_out_to_who_may_see_them(world: World) -> None:
    """The test above would pass on an empty page; this one would not."""
    case = Tilfelle("fortrolig", (Adresse("bostedsadresse", "fortrolig", current=True, form="veg"),), "fortrolig")
    secret = _load(world, case)
    client = world.log_in(Client(), world.jonas, world.fullrolle, acr=Acr.HIGH)
    shown = found_in(secret.chosen, with_choice(client, world.fullrolle.navn))
    assert len(shown) > 10
    assert set(KINDS) < ADDRESSES
    assert "graderteAdresser" in EVERYTHING
