"""Every page of the site and the states people meet it in, by who meets it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Model
from django.http import HttpResponse
from django.test import RequestFactory

from fiks.felles.kontekst import acting
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.tilgang.queries.revisjonslogg import Logginnsyn, Utvalg, linjer_in, shown
from fiks.felles.tilgang.tests.rows import write
from fiks.folkeregister.actions.innbyggerlister import slett_liste
from fiks.folkeregister.models import Innbyggerliste, LagretUtvalg
from fiks.folkeregister.tests.foelger import follow_with_troubles
from fiks.folkeregister.tests.listesider import NY
from fiks.folkeregister.tests.lists import Drawer
from fiks.nettsted import errors
from tests.browser import hendelser
from tests.browser.digiorden_pages import (
    DIGIORDEN_ADVISING,
    DIGIORDEN_PAGES,
    DIGIORDEN_WRITING,
    OMBUD_PAGES,
    make_digiorden,
    make_for_ombud,
)
from tests.browser.erklaering_pages import ERKLAERINGER_OPEN, make_open_erklaeringer
from tests.browser.katalog_pages import APPLIKASJONER, DELING, RETTIGHETSHAVER, make_katalog
from tests.browser.scene import Scene, State, faulty, plain
from tests.browser.soek_pages import SEARCHES
from tests.browser.vask_pages import WASHES, make_washes

F, T = "folkeregister", "tilgang"


@dataclass(frozen=True)
class Visit:
    """The pages that one person meets in one role. `prepares` makes what they show."""

    states: tuple[State, ...]
    person: str = ""
    rolle: str = ""
    prepares: Callable[[Scene], None] = lambda scene: None


# ── Nobody is logged in ──────────────────────────────────────────────────────────────────────────────────────────────


def _without_frame(answer: Callable[..., HttpResponse], *error: Exception) -> Callable[[Scene], None]:
    def opens(scene: Scene) -> None:
        scene.go("innlogging:logg_inn")
        scene.page.set_content(answer(RequestFactory().get("/"), *error).content.decode())

    return opens


def _missing(scene: Scene) -> None:
    scene.visitor.go("/finnes-ikke/")


STRANGER = Visit(
    (
        plain("innlogging:logg_inn"),
        plain("innlogging:logg_inn", query="?state=utlogget", what="etter utlogging"),
        plain("innlogging:tilbake", query="?state=ukjent", what="ukjent svar", status=400),
        plain("hjelp:innhold"),
        plain("hjelp:side", F, "oppslag"),
        State("404", "", _missing, status=404, has_help=False),
        State("400", "", _without_frame(errors.bad_request, ValueError()), has_help=False),
        State("500", "", _without_frame(errors.server_error), has_help=False),
        *ERKLAERINGER_OPEN,
    ),
    prepares=make_open_erklaeringer,
)

# ── People without a role, and with one that does not open ───────────────────────────────────────────────────────────


def _old_form(scene: Scene) -> None:
    scene.go("meldinger:oversikt")
    scene.page.evaluate("document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach(one => one.value = '')")
    scene.page.locator("summary", has_text="Språk").click()
    scene.press("English")


WITHOUT_ACCESS = Visit(
    (
        plain("nettsted:oversikt", what="uten roller"),
        plain("folkeregister:start", what="uten roller"),
        plain("meldinger:oversikt", what="tom"),
        plain("innlogging:velg_virksomhet"),
        plain("tilgang:personer", what="ikke tilgang", status=403),
        State("403_csrf", "", _old_form, status=403, has_help=False),
        State("404", "innlogget", _missing, status=404, has_help=False),
    ),
    "fredrik",
)
CHOOSING = Visit(
    (
        plain("nettsted:oversikt", what="ingen rolle valgt"),
        plain("folkeregister:start", what="velg rolle"),
        plain("folkeregister:oppslag", what="ingen rolle valgt", status=403),
        plain("folkeregister:mine_oppslag", what="tom"),
    ),
    "jonas",
)

# ── Looking up ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _look_up(name: str, query: str = "") -> Callable[[Scene], None]:
    def opens(scene: Scene) -> None:
        scene.go("folkeregister:oppslag")
        scene.page.get_by_label("Fødselsnummer eller d-nummer").fill(scene.world.numbers[name])
        scene.press("Slå opp")
        if query:
            scene.page.goto(f"{scene.page.url}{query}")

    return opens


def _person(name: str, what: str, query: str = "") -> State:
    return State("folkeregister:person", what, _look_up(name, query))


def _graded(scene: Scene) -> None:
    _look_up("fortrolig")(scene)
    scene.page.goto(f"{scene.page.url}adresse/")


def _graded_without_reason(scene: Scene) -> None:
    _graded(scene)
    scene.press("Vis adressen")


def _graded_shown(scene: Scene) -> None:
    _graded(scene)
    scene.page.get_by_label("Jeg skal møte personen der").check()
    scene.page.get_by_label("Begrunn kort").fill("Hjemmebesøk i dag")
    scene.press("Vis adressen")


def _purpose_missing(scene: Scene) -> None:
    scene.go("folkeregister:arbeid")
    scene.page.get_by_label("Saksnummer").fill("01010112345")
    scene.press("Gå videre")


LOOKING_UP = Visit(
    (
        plain("nettsted:oversikt", what="i rolle"),
        plain("folkeregister:start", what="i rolle"),
        plain("folkeregister:arbeid"),
        State("folkeregister:arbeid", "med feil", _purpose_missing, faulty=True),
        plain("folkeregister:oppslag"),
        faulty("folkeregister:oppslag", button="Slå opp"),
        State("folkeregister:oppslag", "ingen treff", _look_up("nobody")),
        _person("per", "verge for"),
        _person("solveig", "gift"),
        _person("solveig", "historikk", "?historikk=1"),
        _person("solveig", "per dato", "?historikk=1&dato=01.01.2020"),
        State("folkeregister:person", "umulig dato", _look_up("solveig", "?historikk=1&dato=x"), faulty=True),
        _person("lise", "barn"),
        _person("merged", "tidligere nummer"),
        _person("doed", "død"),
        _person("fortrolig", "fortrolig"),
        _person("strengt", "strengt fortrolig"),
        _person("verge", "verge"),
        State("folkeregister:gradert", "", _graded),
        State("folkeregister:gradert", "med feil", _graded_without_reason, faulty=True),
        State("folkeregister:gradert", "vist", _graded_shown),
        plain("folkeregister:mine_oppslag"),
    ),
    "jonas",
    "fullrolle",
)
SEARCHING = Visit(SEARCHES, "jonas", "fullrolle")

# ── Resident lists ───────────────────────────────────────────────────────────────────────────────────────────────────


def _fill(scene: Scene) -> None:
    scene.visitor.go(NY)
    scene.page.get_by_label("Alder på en bestemt dato").check()
    scene.page.get_by_label("Fra").first.fill("20")
    scene.page.locator("[name=formaal]").select_option(index=1)


def _counted(scene: Scene) -> None:
    _fill(scene)
    scene.press("Vis hvor mange")


def _chosen_graded(scene: Scene) -> None:
    _fill(scene)
    scene.page.locator("[name=med_graderte]").check()
    scene.press("Lag listen")


def _chosen_graded_without_reason(scene: Scene) -> None:
    _chosen_graded(scene)
    scene.page.locator("main form [type=submit]").first.click()
    scene.page.locator(".ds-error-summary").wait_for()


def _make_lists(scene: Scene) -> None:
    world = scene.world
    at_work = Drawer(world, world.vaksine, world.actor(world.jonas, world.vaksine))
    changes = {
        "i_koe": {},
        "i_arbeid": {
            "status": "I_ARBEID",
            "startet_at": datetime.now(UTC),
            "antall_ventet": 2318,
            "antall_skrevet": 1436,
        },
        "feilet": {"status": "FEILET", "feil": "Lagringsplassen er full."},
        "avbrutt": {"status": "AVBRUTT"},
    }
    for name, values in changes.items():
        scene.made[name] = at_work.order().pk
        if values:
            _change(scene, Innbyggerliste, name, **values)
    scene.made["klar"] = at_work.draw().pk
    deleted = at_work.draw()
    with acting(at_work.by):
        slett_liste(liste=deleted, by=at_work.by, at=datetime.now(UTC))
    scene.made["slettet"] = deleted.pk
    other = Drawer(world, world.fullrolle, world.actor(world.jonas, world.fullrolle))
    scene.made["annen_rolle"] = other.order().pk
    _fill(scene)
    scene.press("Lagre utvalget til senere")
    with acting(at_work.by):
        scene.made["lagret"] = LagretUtvalg.objects.get().pk


def _change(scene: Scene, model: type[Model], name: str, **values: object) -> None:
    with acting(scene.world.actor(scene.world.jonas)):
        model._default_manager.filter(pk=scene.made[name]).update(**values)


def _nameless(scene: Scene) -> None:
    scene.go("folkeregister:lagret_utvalg", "lagret")
    scene.page.locator("[name=navn]").fill("")
    scene.press("Lagre navnet")


LISTE = "folkeregister:innbyggerliste"
LISTS = Visit(
    (
        plain("folkeregister:innbyggerlister"),
        plain("folkeregister:innbyggerlister", query="?vis=mine", what="mine"),
        plain("folkeregister:innbyggerliste_ny"),
        faulty("folkeregister:innbyggerliste_ny", button="Lag listen"),
        State("folkeregister:innbyggerliste_ny", "med antall", _counted),
        plain("folkeregister:innbyggerliste_ny", query="?som=klar", what="på nytt"),
        *(
            plain(LISTE, name, what=name.replace("_", " "))
            for name in ("i_koe", "i_arbeid", "klar", "feilet", "avbrutt", "slettet")
        ),
        plain(LISTE, "annen_rolle", what="annen rolle", status=403),
        plain("folkeregister:innbyggerliste_slett", "klar"),
        plain("folkeregister:lagret_utvalg", "lagret"),
        State("folkeregister:lagret_utvalg", "med feil", _nameless, faulty=True),
        plain("meldinger:oversikt"),
        plain("nettsted:oversikt", what="med lister"),
    ),
    "jonas",
    "vaksine",
    _make_lists,
)
GRADED_LISTS = Visit(
    (
        plain("folkeregister:innbyggerlister", what="tom"),
        plain("folkeregister:innbyggerliste_ny", what="full rolle"),
        State("folkeregister:innbyggerliste_graderte", "", _chosen_graded),
        State("folkeregister:innbyggerliste_graderte", "med feil", _chosen_graded_without_reason, faulty=True),
    ),
    "jonas",
    "fullrolle",
)

EVENTS = Visit(hendelser.STATES, "jonas", "fullrolle", hendelser.prepare)
WASHING = Visit(WASHES, "jonas", "fullrolle", make_washes)

# ── Access, roles and the log ────────────────────────────────────────────────────────────────────────────────────────


def _make_access(scene: Scene) -> None:
    world = scene.world
    by = world.actor(world.siri, world.barnevern, formaal="Undersøkelse", sak="2026/77")
    facts = {"rolle_navn": "Barnevern", "tjenesteomraade": "BARNEVERN", "opplysninger": ["navn", "foreldreansvar"]}
    write(by, datetime.now(UTC), konfidensiell=True, subjekter=[world.numbers["bjarne"]], antall=1, **facts)
    by = world.actor(world.jonas, world.fullrolle, formaal="Flytting", sak="2026/12")
    facts = {"rolle_navn": "Skole med hjemmel", "tjenesteomraade": "OPPVEKST", "opplysninger": ["navn", "foedsel"]}
    write(by, datetime.now(UTC), subjekter=[world.numbers["solveig"]], antall=1, **facts)
    innsyn = Logginnsyn(world.lillesand.pk, administrator=True, omraader=frozenset())
    with acting(world.actor(world.ingrid)):
        row = shown(innsyn, linjer_in(innsyn, Utvalg(handling="folkeregister.oppslag"))[:1])[0]
        scene.made |= {"mikrosekunder": row.mikrosekunder, "linje": row.id}
        scene.made |= {"rolle": world.barnevern.pk, "siri": world.siri.pk}
        scene.made["kontroll"] = Tildeling.objects.get(bruker=world.odd).pk
        scene.made["bruk"] = Tildeling.objects.get(bruker=world.siri).pk


def _following(scene: Scene) -> None:
    follow_with_troubles(datetime.now(UTC))
    scene.go("folkeregister:registerkopien")


ACCESS = Visit(
    (
        *(plain(f"{T}:{name}") for name in ("start", "administratorer", "personer")),
        plain("tilgang:administrator_ny"),
        faulty("tilgang:administrator_ny", button="Utnevn administrator"),
        plain("tilgang:kontroller_ny"),
        plain("tilgang:person_ny"),
        faulty("tilgang:person_ny", button="Legg til personen"),
        plain("tilgang:person_steng", "siri"),
        plain("tilgang:tilgang_ta_tilbake", "kontroll"),
        plain("tilgang:revisjonslogg"),
        State(
            "tilgang:revisjonslogg",
            "med feil",
            lambda scene: scene.go("tilgang:revisjonslogg", query="?fra=x"),
            faulty=True,
        ),
        plain("tilgang:revisjonslogg_person"),
        plain("tilgang:revisjonslinje", "mikrosekunder", "linje"),
        plain("folkeregister:registerkopien", what="følger ikke"),
        State("folkeregister:registerkopien", "med avvik", _following),
        plain("folkeregister:roller"),
        plain("folkeregister:rolle_ny"),
        plain("folkeregister:rolle_ny_omraade", "BARNEVERN", query="?hjemmel=ja", what="med hjemmel"),
        faulty("folkeregister:rolle_ny_omraade", "HELSE", button="Lag rollen"),
        *(
            plain(f"{F}:{name}", "rolle")
            for name in ("rolle", "rolle_endre", "rolle_lukk", "rolle_aapne", "tilgang_gi")
        ),
        faulty("folkeregister:tilgang_gi", "rolle", button="Gi tilgang"),
        plain("folkeregister:tilgang_ta_tilbake", "rolle", "bruk"),
        plain("folkeregister:listeinnstillinger"),
        plain("nettsted:oversikt", what="administrator"),
    ),
    "ingrid",
    prepares=_make_access,
)

WRITING = Visit(DIGIORDEN_WRITING, "jonas", prepares=make_digiorden)
OMBUD = Visit(OMBUD_PAGES, "odd", prepares=make_for_ombud)
ADVISING = Visit(DIGIORDEN_ADVISING, "odd", prepares=make_digiorden)
DIGIORDEN = Visit((*DIGIORDEN_PAGES, *DELING), "ingrid", prepares=make_digiorden)
KATALOG = Visit(APPLIKASJONER, "jonas", prepares=make_katalog)
VENDOR = Visit(RETTIGHETSHAVER, "vera", prepares=make_katalog)

VISITS = {
    "fremmed": STRANGER,
    "uten_tilgang": WITHOUT_ACCESS,
    "velger_rolle": CHOOSING,
    "oppslag": LOOKING_UP,
    "soek": SEARCHING,
    "lister": LISTS,
    "graderte_lister": GRADED_LISTS,
    "hendelser": EVENTS,
    "vask": WASHING,
    "tilgang": ACCESS,
    "digiorden": DIGIORDEN,
    "digiorden_redaktoer": WRITING,
    "personvernombud": OMBUD,
    "digiorden_ombud": ADVISING,
    "applikasjoner": KATALOG,
    "rettighetshaver": VENDOR,
}
# Addresses that answer GET with something other than a page.
NO_PAGES = {
    "innlogging:steg_opp": "sends the browser to the provider",
    "innlogging:frontkanal": "answers the provider, inside a frame of its own",
    "set_language": "sends the browser back",
    "folkeregister:innbyggerliste_framdrift": "part of the list's page",
    "folkeregister:innbyggerliste_last_ned": "a file",
    "digiorden:avviksregister_last_ned": "a file",
    "folkeregister:vask_framdrift": "part of the wash's page",
    "folkeregister:vask_last_ned": "a file",
    "digiorden:applikasjon_forslag": "part of the page for registering",
    "digiorden:applikasjoner_fil": "a file",
    "digiorden:protokoll_fil": "a file",
    "digiorden:behandling_utskrift": "a file",
    "erklaeringer:personvernerklaering_fil": "a file",
    "erklaeringer:personvernerklaering_versjonsfil": "a file",
    "digiorden:vurdering_utskrift": "a file",
    "digiorden:vurdering_versjon_utskrift": "a file",
}
