"""The pages of «Min organisasjon», the roles of Digiorden, requests and breaches, in the states people meet them in."""

from datetime import UTC, date, datetime, timedelta

from fiks.digiorden.actions.avvik import Avviksinnhold, register_avvik
from fiks.digiorden.actions.henvendelser import Innhold, finish, take_in
from fiks.digiorden.models import HenvendelseSlag, HenvendelseStatus, Risiko, Underretning
from fiks.felles.kontekst import acting
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.tilgang.tests.rows import write
from fiks.felles.virksomhet.actions import Kontaktinnhold, add_kontakt, end_kontakt, save_opplysninger
from fiks.felles.virksomhet.models import KontaktSlag
from tests.browser.scene import Scene, State, faulty, plain

D = "digiorden"


def make_organisation(scene: Scene) -> None:
    """Details and contacts of Lillesand: one who is, one who was, one who will be."""
    world, at = scene.world, datetime.now(UTC)
    by = world.actor(world.ingrid)
    with acting(by):
        told = {
            "postadresse": "Postboks 23\n4791 Lillesand",
            "epost": "post@lillesand.example",
            "telefon": "37 00 00 00",
        }
        save_opplysninger(values=told, versjon=0, by=by, at=at)
        for name, slag, navn, begins in (
            ("ombud", KontaktSlag.PERSONVERNOMBUD, "Sissel Dahl", date(2026, 1, 1)),
            ("forrige", KontaktSlag.PERSONVERNOMBUD, "Ola Vik", date(2024, 1, 1)),
            ("neste", KontaktSlag.SIKKERHETSKONTAKT, "Kari Moe", at.date() + timedelta(days=30)),
        ):
            innhold = Kontaktinnhold(navn=navn, epost="ombud@ikt.example", felles_med=("Birkenes kommune",))
            kontakt = add_kontakt(slag=slag, innhold=innhold, from_date=begins, by=by, at=at)
            scene.made[name] = kontakt.pk
            if name == "forrige":
                end_kontakt(kontakt=kontakt, until_date=date(2025, 12, 31), by=by, at=at)
        scene.made["digirolle"] = Tildeling.objects.get(bruker=world.siri, privilegium="digiorden.les").pk


def _taken(scene: Scene) -> None:
    """Another saved while the form was open."""
    scene.go(f"{D}:organisasjon_endre")
    scene.page.locator("[name=telefon]").fill("99 99 99 99")
    scene.page.locator("[name=versjon]").evaluate("one => one.value = 7")
    scene.press("Lagre opplysningene")


ORGANISATION_PAGES: tuple[State, ...] = (
    plain(f"{D}:organisasjon"),
    plain(f"{D}:organisasjon_endre"),
    State(f"{D}:organisasjon_endre", "endret av en annen", _taken),
    plain(f"{D}:kontakt_ny", query="?slag=SIKKERHETSKONTAKT"),
    faulty(f"{D}:kontakt_ny", button="Legg til kontakten"),
    plain(f"{D}:kontakt_endre", "ombud"),
    plain(f"{D}:kontakt_avslutt", "ombud"),
    plain(f"{D}:tilganger"),
    plain(f"{D}:tilganger_gi"),
    faulty(f"{D}:tilganger_gi", button="Gi rollen"),
    plain(f"{D}:tilganger_ta_tilbake", "digirolle"),
)


def make_personvern(scene: Scene) -> None:
    """Requests and breaches in every state, and something logged about one person."""
    world, at = scene.world, datetime.now(UTC)
    by, today = world.actor(world.odd), datetime.now(UTC).date()
    facts = {"tjenesteomraade": "OPPVEKST", "rolle_navn": "Skole med hjemmel", "opplysninger": ["navn", "foedsel"]}
    looked = world.actor(world.jonas, world.fullrolle, formaal="Flytting", sak="2026/12")
    write(looked, at, subjekter=[world.numbers["solveig"]], antall=1, **facts)
    with acting(by):
        for name, slag, days in (
            ("ny_henvendelse", HenvendelseSlag.INNSYN, 1),
            ("sen_henvendelse", HenvendelseSlag.SLETTING, 70),
            ("besvart", HenvendelseSlag.RETTING, 20),
        ):
            innhold = Innhold(
                slag, "Solveig Moen", "Digital postkasse", "Vil se hva vi har.", today - timedelta(days=days)
            )
            henvendelse = take_in(innhold=innhold, by=by, at=at)
            scene.made[name] = henvendelse.pk
            if name == "besvart":
                status = HenvendelseStatus.BESVART
                finish(henvendelse=henvendelse, status=status, svar="Rettet.", svar_date=today, versjon=1, by=by, at=at)
        for name, hours in (("nytt_avvik", 3), ("sent_avvik", 90)):
            scene.made[name] = register_avvik(innhold=_breach(at - timedelta(hours=hours)), by=by, at=at).pk
        full = _breach(at - timedelta(hours=50), **_FULL)
        scene.made["fullt_avvik"] = register_avvik(innhold=full, by=by, at=at).pk


_FULL = {
    "registrerte": "Foreldre",
    "antall_registrerte": 2,
    "opplysninger": "Navn og adresse",
    "konsekvenser": "En fremmed fikk vite om søknaden.",
    "tiltak": "Brevene er hentet tilbake.",
    "risiko": Risiko.USANNSYNLIG,
    "risiko_grunn": "Mottakeren leste ikke brevet.",
    "ikke_meldt_grunn": "Lite trolig med risiko.",
    "underretning": Underretning.IKKE_HOEY,
    "underretning_grunn": "Risikoen er ikke høy.",
}


def _breach(found: datetime, **more: object) -> Avviksinnhold:
    return Avviksinnhold(
        tittel="Brev lagt i feil konvolutt",
        arter=("KONFIDENSIALITET",),
        oppdaget_at=found,
        beskrivelse="To brev ble byttet om.",
        **more,  # type: ignore[arg-type]  # what a breach may hold
    )


def _found(scene: Scene) -> None:
    scene.go(f"{D}:logginnsyn")
    scene.page.locator("[name=foedselsnummer]").fill(scene.world.numbers["solveig"])
    scene.press("Finn linjene")


PERSONVERN_PAGES: tuple[State, ...] = (
    plain(f"{D}:start", what="personvernombud"),
    plain(f"{D}:personvern"),
    plain(f"{D}:henvendelser"),
    plain(f"{D}:henvendelse_ny"),
    faulty(f"{D}:henvendelse_ny", button="Registrer henvendelsen"),
    *(
        plain(f"{D}:henvendelse", name, what=name.replace("_", " "))
        for name in ("ny_henvendelse", "sen_henvendelse", "besvart")
    ),
    plain(f"{D}:henvendelse_endre", "ny_henvendelse"),
    plain(f"{D}:henvendelse_forleng", "ny_henvendelse"),
    faulty(f"{D}:henvendelse_forleng", "ny_henvendelse", button="Forleng fristen"),
    plain(f"{D}:henvendelse_avslutt", "ny_henvendelse"),
    plain(f"{D}:avviksregister"),
    plain(f"{D}:avvik_ny"),
    faulty(f"{D}:avvik_ny", button="Registrer avviket"),
    *(plain(f"{D}:avvik", name, what=name.replace("_", " ")) for name in ("nytt_avvik", "sent_avvik", "fullt_avvik")),
    plain(f"{D}:avvik_endre", "nytt_avvik"),
    plain(f"{D}:avvik_lukk", "nytt_avvik", what="med mangler"),
    plain(f"{D}:avvik_lukk", "fullt_avvik"),
    plain(f"{D}:logginnsyn"),
    State(f"{D}:logginnsyn", "med linjer", _found),
)
