"""The pages of applications and of the catalogue, in the states people meet them in."""

from datetime import UTC, date, datetime

from fiks.digiorden.actions.applikasjoner import koble
from fiks.digiorden.actions.deling import velg_deling
from fiks.digiorden.models import Applikasjon
from fiks.digiorden.tests.katalog import VENDOR, fill_catalogue, make_applikasjon, make_system
from fiks.digiorden.tests.test_katalog import propose
from fiks.felles.kontekst import acting
from tests.browser.scene import Scene, State, faulty, plain
from tests.world_digiorden import open_digiorden

D = "digiorden"
_ALL = {
    "programversjon": "9.1",
    "beskrivelse": "Journal for hjemmetjeneste og sykehjem.\nBrukes hele døgnet.",
    "felleskomponenter": ["ID_PORTEN", "KRR"],
    "i_bruk_fra_date": date(2019, 1, 1),
    "enhet": "Helse og omsorg",
    "antall_brukere": 640,
    "drift": "SKY",
    "driftsleverandoer": "Sørlandet Fagsystem AS",
    "driftsleverandoer_orgnr": VENDOR,
    "avtale_leverandoer": "Sørlandet Fagsystem AS",
    "avtale_inngaatt_date": date(2024, 2, 1),
    "avtale_slutt_date": date(2027, 12, 31),
    "avtale_oppsigelse_maaneder": 6,
    "avtale_lenke": "https://example.no/avtaler/gerica",
    "aarlig_kostnad": 1_250_000,
    "databehandlere": [{"navn": "Journalhuset AS", "orgnr": "999999999", "avtalt": "2024-03-11"}],
    "kritikalitet": "KRITISK",
    "innlogging": "ENTRA_ID",
    "flerfaktor": "ALLE",
    "sikkerhetskopi": "DAGLIG",
    "gjenopprettet_date": date(2026, 9, 2),
    "ros": "FERDIG",
    "ros_referanse": "2026/112",
}


def make_katalog(scene: Scene) -> None:
    """A catalogue, and the applications of two municipalities."""
    world = open_digiorden(scene.world)
    fill_catalogue(world)
    own = make_system(
        world,
        "Omsorgsjournalen",
        leverandoer_orgnr=VENDOR,
        temaer=["omsorgstjenester"],
        beskrivelse="Journal for pleie og omsorg",
        alias=["OJ"],
    )
    scene.made["system"] = own.pk
    scene.made["foreslaatt"] = propose(world).pk
    whole = make_applikasjon(
        world, "Omsorgsjournalen", own, systemeier=world.ingrid, systemansvarlig=world.siri, **_ALL
    )
    other = make_applikasjon(world, "Gerika", livsloep="FASES_UT")
    make_applikasjon(world, "Omsorg", own, by=world.berit)
    by = world.actor(world.jonas)
    with acting(by):
        koble(fra=whole, til=other, slag="ERSTATTER", beskrivelse="Fra nyttår", by=by, at=world.now)
    by = world.actor(world.berit)
    with acting(by):
        velg_deling(deler_applikasjoner=True, deler_avtaleslutt=True, versjon=0, by=by, at=datetime.now(UTC))
    scene.made |= {"hel": whole.pk, "uavklart": other.pk}


def _meanwhile(scene: Scene) -> None:
    """Somebody else saves while the form is open."""
    scene.go(f"{D}:applikasjon_endre", "hel")
    with acting(scene.world.actor(scene.world.jonas)):
        found = Applikasjon.objects.filter(pk=scene.made["hel"])
        found.update(versjon=found.get().versjon + 1, enhet="Hjemmetjenesten", changed_by="Siri Haugen")
    scene.press("Lagre endringene")


def _faulty_change(scene: Scene) -> None:
    scene.go(f"{D}:applikasjon_endre", "hel")
    scene.page.fill("#id_navn", "")
    scene.page.fill("#id_aarlig_kostnad", "mye")
    scene.press("Lagre endringene")


def _file(scene: Scene, content: str) -> None:
    scene.go(f"{D}:applikasjoner_les_inn")
    given = {"name": "liste.csv", "mimeType": "text/csv", "buffer": content.encode()}
    scene.page.set_input_files("#id_fil", files=[given])
    scene.press("Prøveles filen")


def _faulty_file(scene: Scene) -> None:
    _file(scene, "Navn;Livsløp;Årlig kostnad\nBrøytekart 2;Snart;mye\n")


def _tried_file(scene: Scene) -> None:
    _file(scene, "Navn;Livsløp\nBrøytekart 2;I_BRUK\nStrøsandkart;PLANLAGT\n")


def _faulty_reason(name: str, button: str) -> State:
    made = "foreslaatt" if name.endswith("avvis") else "system"
    return faulty(f"{D}:{name}", made, button=button)


APPLIKASJONER: tuple[State, ...] = (
    plain(f"{D}:start", what="med applikasjoner"),
    plain(f"{D}:applikasjoner"),
    plain(f"{D}:applikasjoner", query="?tekst=finnes-ikke", what="uten treff"),
    plain(f"{D}:applikasjoner_les_inn"),
    State(f"{D}:applikasjoner_les_inn", "med feil", _faulty_file, faulty=True),
    State(f"{D}:applikasjoner_proevelest", "", _tried_file),
    plain(f"{D}:applikasjon_ny"),
    plain(f"{D}:applikasjon_ny", query="?navn=Agresso", what="med forslag"),
    plain(f"{D}:applikasjon_ny", query="?navn=Strøsandkart", what="uten forslag"),
    faulty(f"{D}:applikasjon_ny", query="?navn=Agresso", button="Registrer applikasjonen"),
    plain(f"{D}:applikasjon", "hel", what="fylt ut"),
    plain(f"{D}:applikasjon", "uavklart", what="uavklart"),
    plain(f"{D}:applikasjon_endre", "hel"),
    State(f"{D}:applikasjon_endre", "med feil", _faulty_change, faulty=True),
    plain(f"{D}:applikasjon_behandlinger", "hel"),
    plain(f"{D}:applikasjon_system", "uavklart"),
    plain(f"{D}:applikasjon_system", "uavklart", query="?navn=Strøsandkart", what="uten forslag"),
    plain(f"{D}:applikasjon_send_inn", "uavklart"),
    plain(f"{D}:applikasjon_kobling", "hel"),
    faulty(f"{D}:applikasjon_kobling", "hel", button="Lagre koblingen"),
    plain(f"{D}:katalog"),
    plain(f"{D}:katalogsystem", "system"),
    State(f"{D}:applikasjon_endre", "endret av to", _meanwhile, status=409),
)
RETTIGHETSHAVER: tuple[State, ...] = (
    plain(f"{D}:katalog_venter"),
    plain(f"{D}:katalogsystem", "foreslaatt", what="foreslått"),
    plain(f"{D}:katalogsystem", "system", what="for rettighetshaver"),
    plain(f"{D}:katalogsystem_endre", "system"),
    plain(f"{D}:katalogsystem_avvis", "foreslaatt"),
    _faulty_reason("katalogsystem_avvis", "Ta ikke inn systemet"),
    plain(f"{D}:katalogsystem_utgaatt", "system"),
    _faulty_reason("katalogsystem_utgaatt", "Merk systemet som utgått"),
)
DELING: tuple[State, ...] = (plain(f"{D}:deling"),)
