"""One small named world for all tests, built through actions.

Lillesand  Ingrid (administrator) · Jonas (all roles) · Siri (barnevern) · Odd (controls BARNEVERN's log) · Fredrik (nothing)
           roles: fullrolle (OPPVEKST, med hjemmel, opens everything) · vaksine (HELSE, open information, lists) · barnevern
Birkenes   Berit (administrator, and birkenesrolle)
Agder      a county without people here · Sørlandet Fagsystem: a vendor, with Vera

Residents: those in `NAMED`, each with something that tests ask for, and some dozens more in the two municipalities.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from django.test import Client

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import Acr, Actor, ActorSlag, Kanal, acting
from fiks.felles.tilgang import actions as tilgang
from fiks.felles.tilgang.models import Ressurs, RessursType
from fiks.felles.tilgang.privilegier import KONTROLLER
from fiks.felles.virksomhet import actions as virksomhet
from fiks.felles.virksomhet.models import Bruker, Virksomhet, VirksomhetType
from fiks.folkeregister.access import BRUK, TJENESTE
from fiks.folkeregister.actions.roller import RolleInnhold, create_rolle
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle
from fiks.folkeregister.opplysninger import CATALOGUE, FULL_STATUS, GRADERTE_ADRESSER, HISTORIKK
from fiks.folkeregister.registerkopi import loading
from tests.residents import NAMED, documents

OPERATOR = Actor.operator("drift", aarsak="Test")
EVERYTHING = frozenset(CATALOGUE) | {
    HISTORIKK,
    GRADERTE_ADRESSER,
    FULL_STATUS,
    "sivilstand.relatertVedSivilstand",
    "vergemaalEllerFremtidsfullmakt.verge.tjenesteomraade",
    "vergemaalEllerFremtidsfullmakt.verge.omfang",
}
VAKSINE_OPENS = frozenset(
    {"identifikasjonsnummer", "navn", "foedsel", "kjoenn", "status", "doedsfall", "bostedsadresse", "postadresse"}
)


@dataclass
class World:
    """Attributes are named in the module's docstring. `now` is when everything was made."""

    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5))
    numbers: dict[str, str] = field(default_factory=lambda: dict(NAMED))

    def __post_init__(self) -> None:
        with acting(OPERATOR):
            self._organisations()
            self._people()
            self._roles()
            self._assignments()
        loading.load(documents(), by=OPERATOR, at=self.now, reject_path=Path(mkdtemp()) / "avvist.ndjson")

    def actor(
        self,
        person: Bruker,
        rolle: Registerrolle | None = None,
        *,
        acr: Acr = Acr.SUBSTANTIAL,
        formaal: str = "",
        sak: str = "",
    ) -> Actor:
        """The person at work, for calling actions and queries directly (inside `acting`)."""
        return Actor(
            ActorSlag.BRUKER,
            str(person.id),
            person.navn,
            Kanal.WEB,
            virksomhet_id=person.virksomhet_id,
            ressurs_id=rolle.ressurs_id if rolle else None,
            acr=acr,
            formaal=formaal or (rolle.formaal[0] if rolle else ""),
            sak=sak,
        )

    def log_in(
        self,
        client: Client,
        person: Bruker,
        rolle: Registerrolle | None = None,
        *,
        acr: Acr = Acr.SUBSTANTIAL,
        formaal: str = "",
        sak: str = "",
    ) -> Client:
        """Give the client the session that a log-in, a choice of role and a stated purpose give."""
        from fiks.felles.innlogging import oekt

        session = client.session
        oekt.begin(session, bruker=person, acr=acr, sid="sid-test", sub="sub-test", id_token="", at=datetime.now(UTC))
        oekt.choose_ressurs(session, rolle.ressurs_id if rolle else None)
        if rolle:
            oekt.set_work(session, formaal or rolle.formaal[0], sak)
        session.save()
        client.cookies["fiks_oekt"] = session.session_key
        return client

    def _organisations(self) -> None:
        self.lillesand = self._virksomhet("964965404", "Lillesand kommune", VirksomhetType.KOMMUNE, "4215")
        self.birkenes = self._virksomhet("964965781", "Birkenes kommune", VirksomhetType.KOMMUNE, "4216")
        self.agder = self._virksomhet("921707134", "Agder fylkeskommune", VirksomhetType.FYLKESKOMMUNE)
        self.leverandoer = self._virksomhet("999999999", "Sørlandet Fagsystem AS", VirksomhetType.LEVERANDOR)
        for owner in (self.lillesand, self.birkenes):
            tilgang.open_tjeneste(virksomhet=owner, tjeneste=TJENESTE, aarsak="Test", by=OPERATOR, at=self.now)

    def _virksomhet(self, orgnr: str, navn: str, type: VirksomhetType, kommunenummer: str = "") -> Virksomhet:
        return virksomhet.create_virksomhet(
            orgnr=orgnr, navn=navn, type=type, kommunenummer=kommunenummer, by=OPERATOR, at=self.now
        )

    def _people(self) -> None:
        numbers = _staff_numbers()
        for name, owner, navn in (
            ("ingrid", self.lillesand, "Ingrid Aas"),
            ("jonas", self.lillesand, "Jonas Lie Berg"),
            ("siri", self.lillesand, "Siri Haugen"),
            ("odd", self.lillesand, "Odd Rønning"),
            ("fredrik", self.lillesand, "Fredrik Dahl"),
            ("berit", self.birkenes, "Berit Solås"),
            ("vera", self.leverandoer, "Vera Moen"),
        ):
            bruker = virksomhet.add_bruker(
                virksomhet=owner,
                foedselsnummer=next(numbers),
                navn=navn,
                epost=f"{name}@example.no",
                by=OPERATOR,
                at=self.now,
            )
            setattr(self, name, bruker)

    def _roles(self) -> None:
        lillesand, both = ("4215",), ("4215", "4216")
        every = tuple(Bruksomraade)
        self.fullrolle = self._rolle(
            self.lillesand, "Skole med hjemmel", "OPPVEKST", EVERYTHING, every, both, med_hjemmel=True
        )
        uses = (Bruksomraade.OPPSLAG, Bruksomraade.INNBYGGERLISTE)
        self.vaksine = self._rolle(self.lillesand, "Vaksinasjon", "HELSE", VAKSINE_OPENS, uses, lillesand)
        self.barnevern = self._rolle(
            self.lillesand,
            "Barnevern",
            "BARNEVERN",
            VAKSINE_OPENS | {"familierelasjon", "foreldreansvar", "adressebeskyttelse", GRADERTE_ADRESSER},
            (Bruksomraade.OPPSLAG,),
            lillesand,
            med_hjemmel=True,
        )
        self.birkenesrolle = self._rolle(self.birkenes, "Vaksinasjon", "HELSE", VAKSINE_OPENS, uses, ("4216",))

    def _rolle(
        self,
        owner: Virksomhet,
        navn: str,
        area: str,
        opplysninger: frozenset[str],
        uses: tuple[Bruksomraade, ...],
        kommuner: tuple[str, ...],
        *,
        med_hjemmel: bool = False,
    ) -> Registerrolle:
        omraade = hjemler.tjenesteomraader()[area]
        special = hjemler.hjemler()[omraade.saerhjemler[0]] if med_hjemmel else None
        innhold = RolleInnhold(
            navn=navn,
            tjenesteomraade=area,
            hjemmel=str(special or hjemler.hjemler_for(area)[0]),
            formaal=tuple(formaal.navn for formaal in omraade.formaal),
            opplysninger=opplysninger,
            bruksomraader=uses,
            kommuner=kommuner,
            med_hjemmel=med_hjemmel,
            begrunnelse="Test",
        )
        return create_rolle(innhold, virksomhet=owner, by=OPERATOR, at=self.now)

    def _assignments(self) -> None:
        for administrator in (self.ingrid, self.berit):
            tilgang.appoint_administrator(bruker=administrator, begrunnelse="Test", by=OPERATOR, at=self.now)
        for person, roller in (
            (self.jonas, (self.fullrolle, self.vaksine, self.barnevern)),
            (self.siri, (self.barnevern,)),
            (self.berit, (self.birkenesrolle,)),
        ):
            for rolle in roller:
                self.give(person, rolle.ressurs, BRUK)
        area = Ressurs.objects.get(virksomhet=self.lillesand, type=RessursType.OMRAADE, kode="BARNEVERN")
        self.give(self.odd, area, KONTROLLER)

    def give(self, person: Bruker, ressurs: Ressurs, kode: str) -> None:
        """Give access without an end date."""
        tilgang.give_access(
            bruker=person,
            ressurs=ressurs,
            kode=kode,
            valid_from=self.now,
            valid_until=None,
            begrunnelse="Test",
            by=OPERATOR,
            at=self.now,
        )


def _staff_numbers() -> Iterator[str]:
    from fiks.folkeregister.tests.persons import numbers

    return numbers("018175")
